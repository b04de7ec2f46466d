export { type ClusterOptions, clusterLinks, type Link } from './cluster-links.ts'
export { linkageKeysOf } from './linkage-keys.ts'
