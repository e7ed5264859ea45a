// Lists, filters and draws the findings that the page holds. The rest of the page needs no script.
"use strict";
(() => {
  const findings = JSON.parse(document.getElementById("data").textContent);
  const list = document.getElementById("list");
  const text = document.getElementById("text");
  const rule = document.getElementById("rule");
  const severity = document.getElementById("severity");
  const count = document.getElementById("count");
  const end = document.getElementById("end");
  const chunk = 50;
  let matching = findings;
  let shown = 0;

  function element(name, className, content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (content !== undefined) made.textContent = content;
    return made;
  }

  function searchable(finding) {
    return [finding.rule, finding.message, finding.file, finding.pointer, ...finding.about].join("\n").toLowerCase();
  }

  function filter() {
    const words = text.value.toLowerCase().split(/\s+/).filter((word) => word);
    matching = findings.filter((finding) => {
      if (rule.value && finding.rule !== rule.value) return false;
      if (severity.value && finding.severity !== severity.value) return false;
      if (!words.length) return true;
      finding.search ??= searchable(finding);
      return words.every((word) => finding.search.includes(word));
    });
    list.replaceChildren();
    shown = 0;
    count.textContent = `${matching.length} of ${findings.length} on this page`;
    more();
  }

  // A piece at a time, as the reader comes to the end of the list.
  function more() {
    const piece = document.createDocumentFragment();
    for (const finding of matching.slice(shown, shown + chunk)) piece.append(article(finding));
    shown = Math.min(shown + chunk, matching.length);
    list.append(piece);
    end.hidden = shown >= matching.length;
  }

  function article(finding) {
    const made = element("article", finding.severity.replace(" ", "-"));
    const head = element("p");
    head.append(element("span", "tag", finding.severity), " ", element("code", "", finding.rule), " ", finding.message);
    made.append(head);
    const place = [`${finding.file}:${finding.line}:${finding.column}`, finding.pointer, ...finding.about];
    made.append(element("p", "quiet", place.filter((part) => part).join(" · ")));
    for (const other of finding.related) made.append(element("p", "quiet", other));
    if (finding.excerpt) {
      const [before, marked, after] = finding.excerpt;
      const line = element("pre");
      line.append(before, element("mark", "", marked), after);
      made.append(line);
    }
    const picture = finding.subject && drawing(finding);
    if (picture) made.append(picture);
    return made;
  }

  // Shapes as rings and lines of [x, y], whatever key of a label holds them.
  function shapes(subject) {
    const found = [];
    const isPoint = (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
    const isRing = (value) => Array.isArray(value) && value.length > 1 && value.every(isPoint);
    function look(value, key, depth) {
      if (depth > 6 || value === null || typeof value !== "object") return;
      if (isRing(value)) {
        found.push({ rings: [value], isOpen: /polyline|spline/.test(key) });
      } else if (isPoint(value) && /point/.test(key)) {
        found.push({ rings: [[value]] });
      } else if (!Array.isArray(value) && isRing(value.region)) {
        found.push({ rings: [value.region, ...(value.holes ?? []).filter(isRing)] });
      } else if (!Array.isArray(value) && isRing(value.corners)) {
        found.push({ rings: [value.corners] });
      } else if (["x", "y", "width", "height"].every((name) => Number.isFinite(value[name]))) {
        const { x, y, width, height } = value;
        found.push({ rings: [[[x, y], [x + width, y], [x + width, y + height], [x, y + height]]] });
      } else if (key === "bbox" && Array.isArray(value) && value.length === 4 && value.every(Number.isFinite)) {
        const [x, y, width, height] = value;
        found.push({ rings: [[[x, y], [x + width, y], [x + width, y + height], [x, y + height]]] });
      } else {
        for (const name of Object.keys(value)) look(value[name], Array.isArray(value) ? key : name, depth + 1);
      }
    }
    look(subject, "", 0);
    return found;
  }

  function drawing(finding) {
    let found;
    try { found = shapes(JSON.parse(finding.subject)); } catch { return null; }
    const points = found.flatMap((shape) => shape.rings.flat());
    if (!points.length) return null;
    const frame = finding.frame;
    if (frame) points.push([0, 0], frame);
    const xs = points.map((point) => point[0]);
    const ys = points.map((point) => point[1]);
    const [left, top] = [xs, ys].map((values) => values.reduce((least, value) => Math.min(least, value)));
    const [right, bottom] = [xs, ys].map((values) => values.reduce((most, value) => Math.max(most, value)));
    const margin = Math.max(right - left, bottom - top, 1) * 0.05;
    const svg = vector("svg", {
      viewBox: [left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin].join(" "),
      role: "img",
    });
    svg.append(title(frame ? `shape in a frame of ${frame[0]} × ${frame[1]}` : "shape"));
    if (frame) svg.append(vector("rect", { class: "frame", width: frame[0], height: frame[1] }));
    for (const shape of found) {
      if (shape.rings[0].length > 1) {
        const path = shape.rings.map((ring) => `M${ring.map((point) => point.join(" ")).join("L")}${shape.isOpen ? "" : "Z"}`);
        svg.append(vector("path", { class: "shape", d: path.join(""), ...(shape.isOpen ? { "fill-opacity": 0 } : {}) }));
      }
      const all = shape.rings.flat();
      if (all.length > 200) continue;
      for (const [x, y] of all) svg.append(vector("circle", { class: "point", cx: x, cy: y, r: margin * 0.12 }));
    }
    const made = element("div", "drawing");
    made.append(svg);
    return made;
  }

  function vector(name, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function title(content) {
    const made = vector("title", {});
    made.textContent = content;
    return made;
  }

  for (const name of [...new Set(findings.map((finding) => finding.rule))].sort()) rule.append(new Option(name, name));
  for (const input of [text, rule, severity]) input.addEventListener("input", filter);
  // "#rule=ID" in the address shows the findings of that rule.
  function follow() {
    const wanted = /^#rule=(.*)$/.exec(location.hash);
    if (!wanted) return;
    rule.value = decodeURIComponent(wanted[1]);
    filter();
    document.getElementById("findings").scrollIntoView();
  }
  addEventListener("hashchange", follow);
  new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) more();
  }).observe(end);
  document.getElementById("filters").hidden = false;
  filter();
  follow();
})();
