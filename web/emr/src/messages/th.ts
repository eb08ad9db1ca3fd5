/** Every text of the EMR in Thai. */
import type { en } from './en'
import { chart } from './th/chart'
import { record } from './th/record'

export const th: Record<keyof typeof en, string> = { ...chart, ...record }
