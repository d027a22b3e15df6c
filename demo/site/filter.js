// Narrows the list of articles while the reader types. Without it the list is simply whole.
const field = document.querySelector('#filter');
const count = document.querySelector('#found');
if (field && count) {
  field.hidden = false;
  const input = field.querySelector('input');
  const items = [...document.querySelectorAll('[data-words]')];
  const groups = [...document.querySelectorAll('section[data-group]')];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) item.hidden = !words.every((word) => item.dataset.words.includes(word));
    for (const group of groups) group.hidden = !group.querySelector('[data-words]:not([hidden])');
    const found = items.filter((item) => !item.hidden).length;
    count.textContent = words.length > 0 ? `${found} of ${items.length} articles` : '';
  });
}
