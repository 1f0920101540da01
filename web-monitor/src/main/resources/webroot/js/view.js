// The address is the view: what is shown follows from it, and a reload shows the same again.

const parameters = () => new URLSearchParams(location.search);

/** A parameter of the view, or what stands for it. */
export function get(key, otherwise = null) {
  return parameters().get(key) ?? otherwise;
}

/** Changes a parameter without leaving the page; null takes it out. */
export function set(key, value) {
  const changed = parameters();
  if (value === null) changed.delete(key);
  else changed.set(key, value);
  const query = changed.toString();
  history.replaceState(null, '', location.pathname + (query ? `?${query}` : '') + location.hash);
}

/** Theme and wall scale, from the address to the root element, where the style sheets read them. */
export function apply() {
  const root = document.documentElement;
  root.dataset.theme = get('theme') === 'light' ? 'light' : 'dark';
  if (get('wall') === '1') root.dataset.wall = '1';
  else delete root.dataset.wall;
}
