/** A picture for a category, found by the words of its name; the kind's picture where none fits. */
import type { ProductKind } from './product'

const BY_WORD: [RegExp, string][] = [
  [/toxin|botox|botul/i, 'syringe'],
  [/filler|hyal/i, 'droplet'],
  [/boost|meso|skin|vitamin|serum/i, 'sparkles'],
  [/laser|pico|ipl|light/i, 'zap'],
  [/hifu|device|rf\b|ultra/i, 'radio'],
  [/thread|lift/i, 'spline'],
  [/facial|peel|clean/i, 'leaf'],
  [/consult|visit|doctor/i, 'stethoscope'],
  [/sun|spf/i, 'sun'],
  [/cream|gel|moist/i, 'droplets'],
  [/suppl/i, 'pill'],
  [/tool|supply|access/i, 'package'],
]
const BY_KIND: Record<ProductKind, string> = { treatment: 'syringe', drug: 'pill', retail: 'shopping-bag', course: 'layers' }

export function categoryIcon(category: string, kind: ProductKind): string {
  return kind === 'course' ? BY_KIND.course : (BY_WORD.find(([words]) => words.test(category))?.[1] ?? BY_KIND[kind])
}
