import type { OnnxModel } from './onnx-model.ts'
import type { FloatTensor } from './read-safetensors.ts'

/** Weights [outputs, inputs] and bias [outputs] of a linear layer. */
export interface Linear {
  readonly weight: FloatTensor
  readonly bias: FloatTensor
}

/** Adds a layer `x · weightᵀ + bias` to the graph and answers the name of its result. */
export type AddLinear = (model: OnnxModel, input: string, name: string, linear: Linear) => string

/**
 * CPUs without VNNI add pairs of 8-bit products into 16 bits and saturate; weights of 7 bits never do, so the
 * same text gets the same vector everywhere.
 */
const largestWeight = 63

/** 8-bit weights with one scale a column; the input's scale is found while the model runs (dynamic quantisation). */
export const addQuantizedLinear: AddLinear = (model, input, name, { weight, bias }) => {
  const { values, scales, inputs, outputs } = quantize(weight)
  const quantized = [`${name}.input`, `${name}.inputScale`, `${name}.inputZero`] as const
  model.nodeWithOutputs('DynamicQuantizeLinear', [input], quantized)
  const [x, scale, zero] = quantized
  const weights = model.bytes(`${name}.weight`, [inputs, outputs], values)
  const sums = model.node('MatMulInteger', [x, weights, zero], `${name}.sums`)
  const floats = model.node('Cast', [sums], `${name}.floats`, { to: 1 })
  const weightScale = model.floats(`${name}.weightScale`, [outputs], scales)
  const bothScales = model.node('Mul', [scale, weightScale], `${name}.scale`)
  const product = model.node('Mul', [floats, bothScales], `${name}.product`)
  return model.node('Add', [product, model.floats(`${name}.bias`, [outputs], bias.values)], `${name}.result`)
}

/** [outputs, inputs] floats to [inputs, outputs] bytes: MatMulInteger wants the columns to be the outputs. */
function quantize(weight: FloatTensor) {
  const [outputs = 0, inputs = 0] = weight.shape
  const values = new Int8Array(inputs * outputs)
  const scales = new Float32Array(outputs)
  for (let output = 0; output < outputs; output++) {
    const row = weight.values.subarray(output * inputs, (output + 1) * inputs)
    let largest = 0
    for (const value of row) largest = Math.max(largest, Math.abs(value))
    const scale = largest > 0 ? largest / largestWeight : 1
    scales[output] = scale
    for (let input = 0; input < inputs; input++) {
      values[input * outputs + output] = Math.round((row[input] as number) / scale)
    }
  }
  return { values, scales, inputs, outputs }
}
