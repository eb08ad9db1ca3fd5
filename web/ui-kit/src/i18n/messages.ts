/** Texts of one app or component: `const t = useMessages({ en: {…}, th: {…} })`, then `t('save')`, `t('rows', { n: 3 })`. */
import { useLocale } from './locale'

export type Params = Record<string, string | number>
type Catalogue<K extends string> = { en: Record<K, string>; th: Record<K, string> }
export type Translate<K extends string> = (key: K, params?: Params) => string

/** "one|many" is chosen by `n`; Thai needs one form only. */
function choose(text: string, params: Params | undefined): string {
  const forms = text.split('|')
  if (forms.length === 1 || params?.n === undefined) return forms[0] ?? text
  return (Number(params.n) === 1 ? forms[0] : forms[1]) ?? text
}

export function fill(text: string, params?: Params): string {
  const chosen = text.includes('|') ? choose(text, params) : text
  return params ? chosen.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) : chosen
}

export function useMessages<K extends string>(catalogue: Catalogue<K>): Translate<K> {
  const { locale } = useLocale()
  return (key, params) => fill(catalogue[locale.value][key] ?? catalogue.en[key] ?? key, params)
}
