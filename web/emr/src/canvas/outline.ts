/** The shipped outline as a piece of svg for thumbnails. Its content is our own file, never text of anybody's. */
import { h, type FunctionalComponent } from 'vue'

import type { ViewName } from './model'
import { outlineBody } from './pictures'

export const OutlineShape: FunctionalComponent<{ view: ViewName }> = (props) => h('g', { innerHTML: outlineBody(props.view) })
OutlineShape.props = ['view']
