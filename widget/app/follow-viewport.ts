import { effect, type ReadonlySignal } from '../state/signal.ts';
import { PHONE } from './panel.tsx';

/**
 * On a phone the panel fills exactly what the keyboard leaves, and the page behind it does not scroll. Sets `--view-height`
 * and `--view-top` on the widget's element.
 */
export function followViewport(box: HTMLElement, isOpen: ReadonlySignal<boolean>): void {
  const viewport = window.visualViewport;
  const phone = matchMedia(PHONE);
  const page = document.documentElement.style;
  let overflow: string | null = null;
  const fit = () => {
    const covers = isOpen.value && phone.matches;
    if (covers && viewport) {
      box.style.setProperty('--view-height', `${viewport.height}px`);
      box.style.setProperty('--view-top', `${viewport.offsetTop}px`);
    }
    if (covers && overflow === null) {
      overflow = page.overflow;
      page.overflow = 'hidden';
    } else if (!covers && overflow !== null) {
      page.overflow = overflow;
      overflow = null;
    }
  };
  viewport?.addEventListener('resize', fit);
  viewport?.addEventListener('scroll', fit);
  phone.addEventListener('change', fit);
  effect(fit);
}
