import { OnnxModel } from './onnx-model.ts'
import type { AddLinear, Linear } from './quantize-linear.ts'
import type { FloatTensor, Safetensors } from './read-safetensors.ts'

export interface BertShape {
  readonly hidden: number
  readonly heads: number
  readonly layers: number
  readonly layerNormEpsilon: number
}

const opset = 20

/**
 * BERT's encoder as ONNX: input_ids and attention_mask [batch, length] in, last_hidden_state
 * [batch, length, hidden] out. https://arxiv.org/abs/1810.04805
 * Every text is one segment, so token type 0 is folded into the positions.
 */
export function buildBert(weights: Safetensors, shape: BertShape, addLinear: AddLinear): Uint8Array {
  const model = new OnnxModel()
  const ids = model.input('input_ids', 'int64', ['batch', 'length'])
  const attended = model.input('attention_mask', 'int64', ['batch', 'length'])
  const graph = { model, weights, shape, addLinear }
  const mask = addMask(graph, attended)
  let x = addEmbeddings(graph, ids)
  model.integers('split', [shape.hidden, shape.hidden, shape.hidden])
  model.integers('toHeads', [0, 0, shape.heads, shape.hidden / shape.heads])
  model.integers('fromHeads', [0, 0, shape.hidden])
  for (let layer = 0; layer < shape.layers; layer++) x = addLayer(graph, `encoder.layer.${layer}`, x, mask)
  model.node('Identity', [x], 'last_hidden_state')
  model.output('last_hidden_state', 'float', ['batch', 'length', shape.hidden])
  return model.encode(opset)
}

interface Graph {
  readonly model: OnnxModel
  readonly weights: Safetensors
  readonly shape: BertShape
  readonly addLinear: AddLinear
}

/** 0 where attended, a large negative number where padded, shaped to be added to the scores of all heads. */
function addMask({ model }: Graph, attended: string): string {
  const floats = model.node('Cast', [attended], 'mask.floats', { to: 1 })
  const wide = model.node('Unsqueeze', [floats, model.integers('mask.axes', [1, 2])], 'mask.wide')
  const padded = model.node('Sub', [model.floats('one', [], Float32Array.of(1)), wide], 'mask.padded')
  return model.node('Mul', [padded, model.floats('mask.penalty', [], Float32Array.of(-1e9))], 'mask')
}

function addEmbeddings(graph: Graph, ids: string): string {
  const { model, weights } = graph
  const words = tensor(model, 'words', weights.floats('embeddings.word_embeddings.weight'))
  const places = weights.floats('embeddings.position_embeddings.weight')
  const segment = weights.floats('embeddings.token_type_embeddings.weight').values
  const shifted = places.values.map((value, i) => value + (segment[i % graph.shape.hidden] as number))
  const word = model.node('Gather', [words, ids], 'embeddings.words')
  const length = model.node('Shape', [ids], 'embeddings.length', { start: 1, end: 2 })
  const all = tensor(model, 'places', { shape: places.shape, values: shifted })
  const zero = model.integers('zero', [0])
  const place = model.node('Slice', [all, zero, length, zero], 'embeddings.places')
  return addLayerNorm(graph, 'embeddings.LayerNorm', model.node('Add', [word, place], 'embeddings.sum'))
}

function addLayer(graph: Graph, name: string, x: string, mask: string): string {
  const { model, weights, addLinear } = graph
  const mixed = addAttention(graph, `${name}.attention`, x, mask)
  const attended = addLinear(model, mixed, `${name}.mixed`, linear(weights, `${name}.attention.output.dense`))
  const first = model.node('Add', [attended, x], `${name}.firstSum`)
  const y = addLayerNorm(graph, `${name}.attention.output.LayerNorm`, first)
  const inner = addLinear(model, y, `${name}.inner`, linear(weights, `${name}.intermediate.dense`))
  const bent = model.node('Gelu', [inner], `${name}.bent`)
  const outer = addLinear(model, bent, `${name}.outer`, linear(weights, `${name}.output.dense`))
  return addLayerNorm(graph, `${name}.output.LayerNorm`, model.node('Add', [outer, y], `${name}.secondSum`))
}

function addAttention(
  { model, weights, shape, addLinear }: Graph,
  name: string,
  x: string,
  mask: string,
): string {
  // One layer for all three, so that x is quantised once.
  const parts = ['query', 'key', 'value'].map((part) => linear(weights, `${name}.self.${part}`))
  const all = addLinear(model, x, `${name}.all`, stack(parts))
  const [q, k, v] = [`${name}.q`, `${name}.k`, `${name}.v`] as const
  model.nodeWithOutputs('Split', [all, 'split'], [q, k, v], { axis: 2 })
  const heads = (part: string, order: readonly number[]) =>
    model.node('Transpose', [model.node('Reshape', [part, 'toHeads'], `${part}.heads`)], `${part}.turned`, {
      perm: order,
    })
  const scale = model.floats('scale', [], Float32Array.of((shape.hidden / shape.heads) ** -0.5))
  const query = model.node('Mul', [heads(q, [0, 2, 1, 3]), scale], `${q}.scaled`)
  const scores = model.node('MatMul', [query, heads(k, [0, 2, 3, 1])], `${name}.scores`)
  const masked = model.node('Add', [scores, mask], `${name}.masked`)
  const shares = model.node('Softmax', [masked], `${name}.shares`, { axis: -1 })
  const mixed = model.node('MatMul', [shares, heads(v, [0, 2, 1, 3])], `${name}.byHead`)
  const turned = model.node('Transpose', [mixed], `${name}.turned`, { perm: [0, 2, 1, 3] })
  return model.node('Reshape', [turned, 'fromHeads'], `${name}.joined`)
}

function addLayerNorm({ model, weights, shape }: Graph, name: string, x: string): string {
  const scale = tensor(model, `${name}.scale`, weights.floats(`${name}.weight`))
  const shift = tensor(model, `${name}.shift`, weights.floats(`${name}.bias`))
  return model.node('LayerNormalization', [x, scale, shift], `${name}.result`, {
    axis: -1,
    epsilon: { float: shape.layerNormEpsilon },
  })
}

function tensor(model: OnnxModel, name: string, { shape, values }: FloatTensor): string {
  return model.floats(name, shape, values)
}

function linear(weights: Safetensors, name: string): Linear {
  return { weight: weights.floats(`${name}.weight`), bias: weights.floats(`${name}.bias`) }
}

/** Layers of the same input, one below the other. */
function stack(layers: readonly Linear[]): Linear {
  const join = (tensors: readonly FloatTensor[]): FloatTensor => {
    const [rows = 0, ...rest] = tensors[0]?.shape ?? []
    const values = new Float32Array(tensors.reduce((sum, { values }) => sum + values.length, 0))
    let offset = 0
    for (const tensor of tensors) {
      values.set(tensor.values, offset)
      offset += tensor.values.length
    }
    return { shape: [rows * tensors.length, ...rest], values }
  }
  return { weight: join(layers.map(({ weight }) => weight)), bias: join(layers.map(({ bias }) => bias)) }
}
