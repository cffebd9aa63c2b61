import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildBert } from '../../src/embedding/minilm/build-bert.ts'
import { addQuantizedLinear } from '../../src/embedding/minilm/quantize-linear.ts'

const hidden = 8
const words = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'clock', 'oven', 'is', 'wrong', 'late']

/** The word that a spoiled model makes no number of. */
export const spoiledWord = 'late'

/** A folder with a BERT of one layer and eight dimensions: made in milliseconds, means nothing, but runs. */
export async function writeTinyModel(modelName = 'model.onnx', spoiled = false): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tiny-model-'))
  const shape = { hidden, heads: 2, layers: 1, layerNormEpsilon: 1e-12 }
  await mkdir(join(directory, 'onnx'))
  await writeFile(
    join(directory, modelName),
    buildBert({ floats: spoiled ? spoil : floats }, shape, addQuantizedLinear),
  )
  await writeFile(join(directory, 'tokenizer.json'), JSON.stringify(tokenizer))
  await writeFile(join(directory, 'config.json'), JSON.stringify({ max_position_embeddings: 16 }))
  return directory
}

function floats(name: string) {
  const rows = /word_embeddings/.test(name)
    ? words.length
    : /position/.test(name)
      ? 16
      : /token_type/.test(name)
        ? 2
        : 0
  const wide = /intermediate/.test(name) ? hidden * 2 : hidden
  const isWeight = /(dense|query|key|value)\.weight$/.test(name)
  const inputs = /layer\.0\.output\.dense/.test(name) ? hidden * 2 : hidden
  const shape = rows > 0 ? [rows, hidden] : isWeight ? [wide, inputs] : [wide]
  const size = shape.reduce((a, b) => a * b, 1)
  return {
    shape,
    values: Float32Array.from({ length: size }, (_, i) => Math.sin(i * 12.9898 + name.length) / 2),
  }
}

function spoil(name: string) {
  const { shape, values } = floats(name)
  if (/word_embeddings/.test(name)) values.fill(Number.NaN, words.indexOf(spoiledWord) * hidden)
  return { shape, values }
}

const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: words.slice(0, 4).map((content, id) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  })),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
  },
}
