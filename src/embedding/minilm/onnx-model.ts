import protobuf from 'protobufjs/minimal.js'

/** The few types of onnx.proto3's TensorProto.DataType that we write, by their numbers there. */
const tensorTypes = { float: 1, int8: 3, int64: 7 } as const
type TensorType = keyof typeof tensorTypes

/** Attribute of an operator: whole numbers are written as INT, lists as INTS, `{ float }` as FLOAT. */
type Attribute = number | readonly number[] | { readonly float: number }

interface Node {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: Readonly<Record<string, Attribute>>
}

interface Constant {
  readonly name: string
  readonly type: TensorType
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

interface Port {
  readonly name: string
  readonly type: TensorType
  /** A name stands for a length known only when the model runs. */
  readonly shape: readonly (number | string)[]
}

/** Collects the nodes of a graph; values are called by name, and each operator's output bears the name it is given. */
export class OnnxModel {
  readonly #nodes: Node[] = []
  readonly #constants = new Map<string, Constant>()
  readonly #inputs: Port[] = []
  readonly #outputs: Port[] = []

  input(name: string, type: TensorType, shape: Port['shape']): string {
    this.#inputs.push({ name, type, shape })
    return name
  }

  output(name: string, type: TensorType, shape: Port['shape']): void {
    this.#outputs.push({ name, type, shape })
  }

  floats(name: string, shape: readonly number[], values: Float32Array): string {
    return this.#constant(name, 'float', shape, values)
  }

  bytes(name: string, shape: readonly number[], values: Int8Array): string {
    return this.#constant(name, 'int8', shape, values)
  }

  integers(name: string, values: readonly number[]): string {
    return this.#constant(name, 'int64', [values.length], BigInt64Array.from(values, BigInt))
  }

  node(
    operator: string,
    inputs: readonly string[],
    output: string,
    attributes: Node['attributes'] = {},
  ): string {
    this.nodeWithOutputs(operator, inputs, [output], attributes)
    return output
  }

  nodeWithOutputs(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Node['attributes'] = {},
  ): void {
    this.#nodes.push({ operator, inputs, outputs, attributes })
  }

  /** Serialised ModelProto: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
  encode(opset: number): Uint8Array {
    const writer = protobuf.Writer.create()
    writer.uint32(tag(1, varint)).int64(9) // ir_version 9 goes with opset 20
    message(writer, 8, () => writer.uint32(tag(1, bytes)).string('').uint32(tag(2, varint)).int64(opset))
    message(writer, 7, () => {
      for (const node of this.#nodes) message(writer, 1, () => writeNode(writer, node))
      writer.uint32(tag(2, bytes)).string('graph')
      for (const constant of this.#constants.values())
        message(writer, 5, () => writeConstant(writer, constant))
      for (const port of this.#inputs) message(writer, 11, () => writePort(writer, port))
      for (const port of this.#outputs) message(writer, 12, () => writePort(writer, port))
    })
    return writer.finish()
  }

  #constant(name: string, type: TensorType, shape: readonly number[], values: NodeJS.TypedArray): string {
    const view = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    this.#constants.set(name, { name, type, shape, bytes: view })
    return name
  }
}

// Wire types of protocol buffers.
const varint = 0
const bytes = 2
const fixed32 = 5

function tag(field: number, wireType: number): number {
  return (field << 3) | wireType
}

function message(writer: protobuf.Writer, field: number, content: () => void): void {
  writer.uint32(tag(field, bytes)).fork()
  content()
  writer.ldelim()
}

function writeNode(writer: protobuf.Writer, node: Node): void {
  for (const input of node.inputs) writer.uint32(tag(1, bytes)).string(input)
  for (const output of node.outputs) writer.uint32(tag(2, bytes)).string(output)
  writer.uint32(tag(3, bytes)).string(node.outputs[0] ?? '')
  writer.uint32(tag(4, bytes)).string(node.operator)
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, () => writeAttribute(writer, name, value))
  }
}

function writeAttribute(writer: protobuf.Writer, name: string, value: Attribute): void {
  const [float, int, ints] = [1, 2, 7] // AttributeProto.AttributeType
  writer.uint32(tag(1, bytes)).string(name)
  if (typeof value === 'number') {
    writer.uint32(tag(3, varint)).int64(value).uint32(tag(20, varint)).int32(int)
  } else if ('float' in value) {
    writer.uint32(tag(2, fixed32)).float(value.float).uint32(tag(20, varint)).int32(float)
  } else {
    for (const item of value) writer.uint32(tag(8, varint)).int64(item)
    writer.uint32(tag(20, varint)).int32(ints)
  }
}

function writeConstant(writer: protobuf.Writer, constant: Constant): void {
  for (const length of constant.shape) writer.uint32(tag(1, varint)).int64(length)
  writer.uint32(tag(2, varint)).int32(tensorTypes[constant.type])
  writer.uint32(tag(8, bytes)).string(constant.name)
  writer.uint32(tag(9, bytes)).bytes(constant.bytes)
}

function writePort(writer: protobuf.Writer, port: Port): void {
  writer.uint32(tag(1, bytes)).string(port.name)
  message(writer, 2, () =>
    message(writer, 1, () => {
      writer.uint32(tag(1, varint)).int32(tensorTypes[port.type])
      message(writer, 2, () => {
        for (const length of port.shape) {
          message(writer, 1, () => {
            if (typeof length === 'number') writer.uint32(tag(1, varint)).int64(length)
            else writer.uint32(tag(2, bytes)).string(length)
          })
        }
      })
    }),
  )
}
