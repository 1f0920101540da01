/**
 * Files and runs that are already on disk: what is in them, and how a file becomes a run. Read
 * {@link cevns.web.recorded.Inspection} first.
 */
package cevns.web.recorded;
