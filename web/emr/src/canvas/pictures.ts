/** The picture under the ink: the shipped outline as vector, or a photo as bitmaps sized for how near one looks. */
import front from '../assets/face-front.svg?raw'
import left from '../assets/face-left.svg?raw'
import right from '../assets/face-right.svg?raw'
import type { Region, Size } from './geometry'
import type { ViewName } from './model'

export type PictureSource =
  { readonly kind: 'outline'; readonly view: ViewName } | { readonly kind: 'photo'; readonly view: ViewName; readonly url: string }

export const OUTLINE: Size = { width: 800, height: 1000 }
export const WHOLE: Region = { x: 0, y: 0, width: 1, height: 1 }
/** Crown to chin and ear to ear; neck and shoulders may lie outside. */
const FACE: Region = { x: 0.16, y: 0.06, width: 0.68, height: 0.74 }
const OUTLINES: Readonly<Record<ViewName, string>> = { front, left, right }

export interface Picture extends Size {
  /** What "fit" shows. */
  readonly region: Region
  readonly draw: (context: CanvasRenderingContext2D, magnification: number) => void
  readonly close: () => void
}

/** The drawing of a face without its svg wrapper, for inline use. */
export function outlineBody(view: ViewName): string {
  return OUTLINES[view].replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
}

async function decoded(url: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.decoding = 'async'
  image.src = url
  await image.decode()
  return image
}

/** `color` is a resolved token: an image knows nothing of the page's variables. */
async function outline(view: ViewName, color: string): Promise<Picture> {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1000" viewBox="0 0 800 1000" color="${color}">`
  const image = await decoded(`data:image/svg+xml;utf8,${encodeURIComponent(`${head}${outlineBody(view)}</svg>`)}`)
  return {
    ...OUTLINE,
    region: FACE,
    draw: (context) => context.drawImage(image, 0, 0, OUTLINE.width, OUTLINE.height),
    close: () => undefined,
  }
}

/** A copy of about twice the stage serves up to that size; the full picture is drawn only when zoomed in. */
async function photo(url: string, stageWidth: number): Promise<Picture> {
  const image = await decoded(url)
  const size = { width: image.naturalWidth, height: image.naturalHeight }
  const target = Math.max(600, Math.round(stageWidth * 2))
  const small =
    size.width > target * 1.25 ? await createImageBitmap(image, { resizeWidth: target, resizeQuality: 'high' }).catch(() => null) : null
  return {
    ...size,
    region: WHOLE,
    draw: (context, magnification) => {
      const near = small === null || magnification * size.width > small.width
      context.drawImage(near ? image : small, 0, 0, size.width, size.height)
    },
    close: () => small?.close(),
  }
}

export function loadPicture(source: PictureSource, look: { color: string; stageWidth: number }): Promise<Picture> {
  return source.kind === 'outline' ? outline(source.view, look.color) : photo(source.url, look.stageWidth)
}
