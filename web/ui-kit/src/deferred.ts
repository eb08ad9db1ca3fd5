/**
 * Overlays stand on reka-ui, which is heavy: it comes right after the first paint. Until then the trigger alone is
 * rendered, at its final size, so nothing moves.
 */
import { defineComponent, h, onMounted, shallowRef, type Component, type Slots, type VNodeChild } from 'vue'

type Attrs = Record<string, unknown>

export function deferred<C extends Component>(load: () => Promise<{ default: C }>, meanwhile: (slots: Slots, attrs: Attrs) => VNodeChild): C {
  const real = shallowRef<Component>()
  return defineComponent({
    inheritAttrs: false,
    setup(_, { attrs, slots }) {
      onMounted(() => {
        if (!real.value) void load().then((found) => { real.value = found.default })
      })
      return () => (real.value ? h(real.value, attrs, slots) : meanwhile(slots, attrs))
    },
  }) as unknown as C
}
