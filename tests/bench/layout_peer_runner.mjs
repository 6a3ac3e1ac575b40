// Runs one JavaScript layout on a graph from standard input; writes seconds and points as JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const load = createRequire(path.resolve(process.argv[2], "package.json"));
const job = JSON.parse(readFileSync(0, "utf8"));
const places = Array.from({ length: job.n }, (_, i) => [Math.sqrt(i) * Math.cos(i * 2.4), Math.sqrt(i) * Math.sin(i * 2.4)]);

function seconds(work) {
  const before = process.cpuUsage();
  const points = work();
  const used = process.cpuUsage(before);
  return { seconds: (used.user + used.system) / 1e6, points };
}

function graphology() {
  const { UndirectedGraph } = load("graphology");
  const atlas = load("graphology-layout-forceatlas2");
  const graph = new UndirectedGraph();
  places.forEach(([x, y], i) => graph.addNode(String(i), { x, y }));
  job.edges.forEach(([a, b]) => graph.addEdge(String(a), String(b)));
  return seconds(() => {
    atlas.assign(graph, { iterations: 300, settings: { ...atlas.inferSettings(graph), barnesHutOptimize: true } });
    return places.map((_, i) => [graph.getNodeAttribute(String(i), "x"), graph.getNodeAttribute(String(i), "y")]);
  });
}

function cytoscape(name, options) {
  const library = load("cytoscape");
  if (name === "fcose") library.use(load("cytoscape-fcose"));
  const cy = library({
    headless: true,
    styleEnabled: true,
    elements: [
      ...places.map(([x, y], i) => ({ data: { id: String(i) }, position: { x: 30 * x, y: 30 * y } })),
      ...job.edges.map(([a, b], i) => ({ data: { id: `e${i}`, source: String(a), target: String(b) } })),
    ],
  });
  return seconds(() => {
    cy.layout({ name, animate: false, ...options }).run();
    return places.map((_, i) => [cy.getElementById(String(i)).position("x"), cy.getElementById(String(i)).position("y")]);
  });
}

const runners = {
  "graphology ForceAtlas2": graphology,
  "cytoscape.js cose": () => cytoscape("cose", { randomize: false, boundingBox: { x1: 0, y1: 0, w: 3000, h: 2000 } }),
  "cytoscape.js fcose": () => cytoscape("fcose", { quality: "default" }),
};
let answer;
try {
  answer = runners[job.peer]();
} catch (error) {
  if (error.code !== "MODULE_NOT_FOUND") throw error;
  answer = { missing: "its Node packages are not installed" };
}
process.stdout.write(JSON.stringify(answer), () => process.exit(0));
