/**
 * The comparison on released data: binned grids and event lists named in a configuration. Begin
 * with {@link cevns.analysis.offline.Analysis}.
 */
package cevns.analysis.offline;
