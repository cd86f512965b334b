// The console's icons, drawn with lines in the colour of the text beside them.

const SVG = "http://www.w3.org/2000/svg";

/** Paths on a field of 24 × 24. */
const PATHS = {
  overview: "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
  purchases: "M5 3h14v18l-2.5-1.6L14 21l-2-1.6L10 21l-2.5-1.6L5 21zM9 8h6M9 12h6",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 4.5a3.3 3.3 0 0 1 0 6.2M18 15c2 .8 3.2 2.5 3.5 5",
  attention: "M12 3.5 2.5 20h19zM12 10v4.5M12 17.2v.1",
  plans: "m12 3 9 4.5-9 4.5-9-4.5zM3 12l9 4.5 9-4.5M3 16.5 12 21l9-4.5",
  shop: "M4 9h16l-1.2-5H5.2zM5 9v11h14V9M9.5 20v-6h5v6",
  broadcasts: "M4 10v4h3l8 5V5l-8 5zM18.5 9a4 4 0 0 1 0 6",
  doctor: "M3 12h4l2.5-7 4.5 14 2.5-7H21",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20.5 20.5 16 16",
  close: "M6 6l12 12M18 6 6 18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  down: "m6 9 6 6 6-6",
  right: "m9 6 6 6-6 6",
  left: "m15 6-6 6 6 6",
  up: "M12 19V6M6.5 11 12 5.5 17.5 11",
  fall: "M12 5v13M6.5 13l5.5 5.5 5.5-5.5",
  calendar: "M4 6h16v14H4zM4 10.5h16M8.5 3.5v4M15.5 3.5v4",
  table: "M4 5h16v14H4zM4 10h16M10 10v9",
  chart: "M4 19h16M7 15.5l4-5 3.5 3L20 7",
  leave: "M14 4H5v16h9M10.5 12H21M17.5 8.5 21 12l-3.5 3.5",
  plus: "M12 5v14M5 12h14",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  drag: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  download: "M12 4v11M7 10.5 12 15.5l5-5M5 20h14",
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  bold: "M7 4.5h6a3.7 3.7 0 0 1 0 7.4H7zM7 11.900h7a3.800 3.800 0 0 1 0 7.600H7z",
  italic: "M10 4.500h8M6 19.500h8M14.500 4.500l-5 15",
  underline: "M7 4v7a5 5 0 0 0 10 0V4M6 20h12",
  strike: "M17 7.500C16.500 5.500 14.500 4.500 12 4.500c-3 0-5 1.500-5 3.700M4 12h16M7 16c.500 2.300 2.500 3.500 5 3.500 3 0 5-1.500 5-3.800 0-1.500-.7-2.700-2-3.700",
  code: "m8.500 7-5 5 5 5M15.500 7l5 5-5 5M13.500 5l-3 14",
  spoiler: "M3 12s3.300-6 9-6c1.800 0 3.400.6 4.700 1.400M21 12s-3.300 6-9 6c-1.800 0-3.400-.6-4.700-1.400M4 20 20 4M9.900 14.100a3 3 0 0 1 4.200-4.200",
  quote: "M5 7h5v5c0 3-1.500 4.500-4 5M14 7h5v5c0 3-1.500 4.500-4 5",
  picture: "M4 5h16v14H4zM4 16l4.500-4.500 3.500 3.500 3-3 5 5M15.500 9.500h.01",
  send: "M4 12 20 4l-5 16-3.500-6.500z",
  undo: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  phone: "M7 3h10v18H7zM11 18h2",
};

/** Return an icon; it says nothing to a screen reader, the words beside it do. */
export function icon(name, size = 20) {
  const node = document.createElementNS(SVG, "svg");
  const attributes = {
    viewBox: "0 0 24 24", width: size, height: size, fill: "none", stroke: "currentColor",
    "stroke-width": ["more", "drag"].includes(name) ? 3 : 1.8, "stroke-linecap": "round", "stroke-linejoin": "round",
    "aria-hidden": "true", focusable: "false", class: "icon",
  };
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  node.append(path);
  return node;
}
