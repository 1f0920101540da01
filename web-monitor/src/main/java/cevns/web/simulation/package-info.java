/**
 * Pseudo-experiments, outside the analysis because they roll dice: begin with {@link
 * cevns.web.simulation.AnytimeStudy}.
 */
package cevns.web.simulation;
