import type { Chart } from '../document.ts'
import type { Page } from '../pdf/sink.ts'
import type { TextRecord } from '../text/style.ts'
export function drawChart(
  _page: Page,
  _chart: Chart,
  _text: TextRecord,
  _box: { x: number; y: number; width: number; height: number },
): void {}
