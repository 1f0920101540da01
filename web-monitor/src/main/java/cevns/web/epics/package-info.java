/**
 * Our own numbers as PV Access variables, for the displays, alarms and archives of a facility that
 * runs EPICS (protocols/epics.md §6). Read {@link cevns.web.epics.PvaPublisher}, then {@link
 * cevns.web.epics.Numbers} for what is published. All of it is read-only.
 */
package cevns.web.epics;
