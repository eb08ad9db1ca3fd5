/** Every text of the EMR in English. */
import { chart } from './en/chart'
import { record } from './en/record'

export const en = { ...chart, ...record }
