type Standing = { done: number; total: number; items: number; elapsedMs: number }

/** "45 %, 320 reports/s, 1 min 20 s left" */
export function describeProgress({ done, total, items, elapsedMs }: Standing): string {
  const percent = `${total === 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total)} %`
  if (elapsedMs <= 0 || done <= 0) return percent
  const rate = `${Math.round((1_000 * items) / elapsedMs).toLocaleString('en')} reports/s`
  if (done >= total) return `${percent}, ${rate}`
  return `${percent}, ${rate}, ${describeDuration((elapsedMs * (total - done)) / done)} left`
}

function describeDuration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000)
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`
}
