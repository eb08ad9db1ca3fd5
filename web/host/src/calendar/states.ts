export const STATES = ['done', 'in_room', 'arrived', 'confirmed', 'booked', 'no_show'] as const
export const LOOK: Record<string, { icon: string; tone: 'ok' | 'brand' | 'info' | 'accent' | 'neutral' | 'danger' }> = {
  done: { icon: 'check', tone: 'ok' },
  in_room: { icon: 'play', tone: 'brand' },
  arrived: { icon: 'armchair', tone: 'info' },
  confirmed: { icon: 'check-check', tone: 'accent' },
  booked: { icon: 'circle-dashed', tone: 'neutral' },
  no_show: { icon: 'user-x', tone: 'danger' },
  cancelled: { icon: 'x', tone: 'danger' },
}
