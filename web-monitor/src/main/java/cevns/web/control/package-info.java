/**
 * Taking, analysing and checking runs. Read {@link cevns.web.control.RunControl} first, then {@link
 * cevns.web.control.Analysis}, which is live monitoring and replay alike.
 */
package cevns.web.control;
