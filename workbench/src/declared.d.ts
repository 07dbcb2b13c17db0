declare module "topojson-client" {
  export function feature(topology: unknown, object: unknown): { features: { id?: string; properties: { name: string }; geometry: { type: string; coordinates: never } }[] };
}
