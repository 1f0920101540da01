/**
 * What can be made to go wrong with emulated devices: the catalogue of beam-trigger-modes.md §6 as
 * far as a device can show it, and what happens to links and supplies. Begin with {@link
 * cevns.drivers.incident.IncidentKind}, the list; the emulators ask their {@link
 * cevns.drivers.incident.IncidentScript} what is going on.
 */
package cevns.drivers.incident;
