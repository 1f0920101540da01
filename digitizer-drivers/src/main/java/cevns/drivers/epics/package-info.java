/**
 * EPICS process variables (protocols/epics.md): beam power and charge where the facility's live
 * stream is not to be had. Read {@link cevns.drivers.epics.EpicsReadout} for what becomes of a
 * value. {@link cevns.drivers.epics.ChannelAccessClient} and {@link
 * cevns.drivers.epics.PvAccessClient} speak the two protocols through their libraries, {@link
 * cevns.drivers.epics.EpicsEmulator} is the other side. Nothing here can write to a variable.
 */
package cevns.drivers.epics;
