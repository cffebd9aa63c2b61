import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadOnnxSession } from '../../src/embedding/onnx/load-onnx-session.ts'
import { loadRuntime } from '../../src/embedding/onnx/load-runtime.ts'
import { writeTinyModel } from './tiny-model.ts'

/** Loads as on a machine for which the packages named were never built. */
const without =
  (...missing: string[]) =>
  (name: string): Promise<unknown> =>
    missing.includes(name)
      ? Promise.reject(new Error(`no ${name} for this machine\nmore`))
      : import(/* @vite-ignore */ name)

async function tinyModel() {
  const directory = await writeTinyModel()
  onTestFinished(() => rm(directory, { recursive: true }))
  return join(directory, 'model.onnx')
}

const batch = [
  [2, 4, 6, 7, 3],
  [2, 5, 3],
]

test('where the native runtime is missing, the same model runs as WebAssembly, and the operator is told', async () => {
  const path = await tinyModel()
  const native = await loadOnnxSession(path, 1, 0)
  const portable = await loadOnnxSession(path, 1, 0, loadRuntime(without('onnxruntime-node')))
  expect(native.notice).toBeNull()
  expect(portable.notice).toContain('no onnxruntime-node for this machine')
  expect(portable.notice).not.toContain('more')
  const [expected, vectors] = [await native.run(batch), await portable.run(batch)]
  for (const [i, vector] of vectors.entries()) {
    const likeness = vector?.reduce((sum, value, at) => sum + value * (expected[i]?.[at] ?? 0), 0)
    expect(likeness).toBeGreaterThan(0.98)
  }
})

test('where both are missing, the reason says what to install', async () => {
  await expect(loadRuntime(without('onnxruntime-node', 'onnxruntime-web'))).rejects.toThrow(
    'npm install onnxruntime-web',
  )
})
