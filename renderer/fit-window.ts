/** Keeps the popover as high as what it shows: a form that opens makes it higher, and back. */
export function fitWindow(content: HTMLElement): void {
  new ResizeObserver(() => {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height > 0 && height !== window.innerHeight) window.resizeTo(window.outerWidth, height);
  }).observe(content);
}
