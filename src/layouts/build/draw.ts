/**
 * Stands in for Preact in scripts that are written into a page (inline-script.mjs puts it there): plain components
 * without hooks, drawn over what the server has drawn. Preact itself would be half of all bytes before the first answer.
 * Children are matched by their place; an element of another kind takes the place anew.
 */
type Props = Record<string, unknown>;
type Component = (props: Props) => Child;
interface Element_ {
  type: string | Component;
  props: Props;
}
type Child = Element_ | Child[] | string | number | boolean | null | undefined;
type Dressed = Element & { worn?: Props } & Record<string, unknown>;

export const jsx = (type: string | Component, props: Props): Element_ => ({ type, props });
export { jsx as jsxDEV, jsx as jsxs };
export const Fragment = (props: Props) => props.children as Child;

/** Draws `child` into `parent`, keeping every element that can stay. */
export function render(child: Child, parent: Element): void {
  const wanted = flat(child, []);
  wanted.forEach((want, i) => {
    const there = parent.childNodes[i];
    if (typeof want === 'string') {
      if (there?.nodeType !== 3) place(parent, document.createTextNode(want), there);
      else if (there.nodeValue !== want) there.nodeValue = want;
      return;
    }
    const { type, props } = want as { type: string; props: Props };
    let element = there as Dressed;
    if (there?.nodeName.toLowerCase() !== type.toLowerCase()) {
      const space = type === 'svg' ? 'http://www.w3.org/2000/svg' : parent.namespaceURI;
      element = document.createElementNS(space, type) as Dressed;
      place(parent, element, there);
    }
    dress(element, props);
    render(props.children as Child, element);
  });
  while (parent.childNodes.length > wanted.length) parent.lastChild?.remove();
}

function place(parent: Element, node: Node, there: Node | undefined) {
  if (there) parent.replaceChild(node, there);
  else parent.append(node);
}

/** Components called, nothing left out, neighbouring texts joined as HTML would. */
function flat(child: Child, into: (string | Element_)[]): (string | Element_)[] {
  if (Array.isArray(child)) for (const one of child) flat(one, into);
  else if (child && typeof child === 'object') {
    if (typeof child.type === 'function') flat(child.type(child.props), into);
    else into.push(child);
  } else if (child !== null && child !== undefined && child !== '' && typeof child !== 'boolean') {
    const last = into.length - 1;
    if (typeof into[last] === 'string') into[last] += String(child);
    else into.push(String(child));
  }
  return into;
}

function dress(element: Dressed, props: Props) {
  for (const name in { ...element.worn, ...props }) {
    const value = props[name];
    if (name === 'children' || value === element.worn?.[name]) continue;
    if (name.startsWith('on')) element[name.toLowerCase()] = value;
    else if (value === null || value === undefined || (value === false && name[4] !== '-'))
      element.removeAttribute(name);
    else {
      // "" for true, but "true" where the name is aria-…
      const text = value === true && name[4] !== '-' ? '' : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
  element.worn = props;
}
