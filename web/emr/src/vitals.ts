/** Vital signs: usual ranges of an adult, what lies outside them, and the line of the last six. */
import type { Vitals } from './doors/clinic'

export type VitalKey = 'pressure' | 'pulse' | 'temperature' | 'spo2' | 'weight'
export const VITALS: readonly VitalKey[] = ['pressure', 'pulse', 'temperature', 'spo2', 'weight']

export interface VitalKind {
  readonly unit: string
  readonly icon: string
  /** The green band; weight is judged by BMI and has none of its own. */
  readonly usual: readonly [low: number, high: number] | null
  /** The scale of the sparkline. */
  readonly scale: readonly [low: number, high: number] | null
  readonly decimals: number
}

export const KINDS: Readonly<Record<VitalKey, VitalKind>> = {
  pressure: { unit: 'mmHg', icon: 'heart-pulse', usual: [90, 139], scale: [80, 160], decimals: 0 },
  pulse: { unit: 'bpm', icon: 'activity', usual: [50, 100], scale: [40, 120], decimals: 0 },
  temperature: { unit: '°C', icon: 'thermometer', usual: [36, 37.5], scale: [35, 39], decimals: 1 },
  spo2: { unit: '%', icon: 'gauge', usual: [95, 100], scale: [90, 100], decimals: 0 },
  weight: { unit: 'kg', icon: 'scale', usual: null, scale: null, decimals: 1 },
}

export function reading(row: Vitals, key: VitalKey): number | null {
  const raw = { pressure: row.systolic, pulse: row.pulse, temperature: row.temperature, spo2: row.oxygen, weight: row.weight }[key]
  return raw === null || raw === undefined ? null : Number(raw)
}

export function shown(row: Vitals, key: VitalKey): string {
  const value = reading(row, key)
  if (value === null) return '–'
  if (key === 'pressure') return `${value}/${row.diastolic ?? '–'}`
  return value.toFixed(KINDS[key].decimals)
}

export type Verdict = 'usual' | 'high' | 'low'

export function verdict(row: Vitals, key: VitalKey): Verdict {
  const value = reading(row, key)
  const { usual } = KINDS[key]
  if (value === null || !usual) return 'usual'
  if (value > usual[1] || (key === 'pressure' && (row.diastolic ?? 0) >= 90)) return 'high'
  return value < usual[0] ? 'low' : 'usual'
}

export function bmi(row: Vitals): number | null {
  const weight = Number(row.weight ?? 0)
  const height = Number(row.height ?? 0) / 100
  return weight > 0 && height > 0 ? Math.round((weight / (height * height)) * 10) / 10 : null
}

/** The newest reading of each kind: a later row need not carry all of them. */
export function latest(rows: readonly Vitals[], key: VitalKey): Vitals | null {
  return newestFirst(rows).find((row) => reading(row, key) !== null) ?? null
}

export function newestFirst(rows: readonly Vitals[]): Vitals[] {
  return [...rows].sort((a, b) => b.taken_at.localeCompare(a.taken_at))
}

export interface Spark {
  readonly line: string
  readonly last: { readonly x: number; readonly y: number } | null
  readonly band: { readonly y: number; readonly height: number } | null
}

/** Geometry of a sparkline of the last `n` readings in a box of width × height, oldest on the left. */
export function spark(rows: readonly Vitals[], key: VitalKey, width: number, height: number, n = 6): Spark {
  const values = newestFirst(rows)
    .map((row) => reading(row, key))
    .filter((value): value is number => value !== null)
    .slice(0, n)
    .reverse()
  if (values.length === 0) return { line: '', last: null, band: null }
  const { scale, usual } = KINDS[key]
  const low = Math.min(scale?.[0] ?? Infinity, ...values) - (scale ? 0 : 1)
  const high = Math.max(scale?.[1] ?? -Infinity, ...values) + (scale ? 0 : 1)
  const y = (value: number): number => round(height - 3 - ((value - low) / Math.max(1e-9, high - low)) * (height - 6))
  const x = (index: number): number => round(values.length === 1 ? width - 4 : 4 + (index / (values.length - 1)) * (width - 8))
  const spots = values.map((value, index) => ({ x: x(index), y: y(value) }))
  return {
    line: spots.map((spot) => `${spot.x},${spot.y}`).join(' '),
    last: spots.at(-1) ?? null,
    band: usual ? { y: y(usual[1]), height: round(y(usual[0]) - y(usual[1])) } : null,
  }
}

const round = (value: number): number => Math.round(value * 10) / 10
