/**
 * What Prometheus is told, with the prefix {@code cevns_}, in base units. Read {@link
 * cevns.web.metrics.Metrics} first. Every label set is made when the run is configured and begins
 * at 0: {@code increase()} misses the step from absent to 1, which would be the first loss.
 */
package cevns.web.metrics;
