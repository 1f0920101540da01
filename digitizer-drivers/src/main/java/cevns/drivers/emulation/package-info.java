/**
 * The machine and the detector that emulators play. Nothing here knows a wire protocol: the
 * emulator of a family asks it for cycles or samples and sends them as its device would. Read
 * {@link cevns.drivers.emulation.EmulatedBeam} first, then {@link
 * cevns.drivers.emulation.EmulatedTraces}: what an emulated board sees at its inputs. Everything is
 * a function of a seed.
 */
package cevns.drivers.emulation;
