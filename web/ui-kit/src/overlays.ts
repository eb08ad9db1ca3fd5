import { defineAsyncComponent, h } from 'vue'

import BaseButton, { type BaseButtonProps } from './components/BaseButton.vue'
import { deferred } from './deferred'

export const Modal = defineAsyncComponent(() => import('./components/Modal.vue'))
export const Menu = deferred(
  () => import('./components/Menu.vue'),
  (slots, attrs) => slots.default?.() ?? h(BaseButton, { variant: attrs.variant as BaseButtonProps['variant'], icon: attrs.icon as string, iconRight: 'chevron-down' }, () => attrs.label as string),
)
export const Popover = deferred(
  () => import('./components/Popover.vue'),
  (slots) => slots.trigger?.(),
)
export const Tooltip = deferred(
  () => import('./components/Tooltip.vue'),
  (slots) => slots.default?.(),
)
