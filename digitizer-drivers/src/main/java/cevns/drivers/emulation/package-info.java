/**
 * The machine and the detectors that emulators play, whatever protocol they then speak. Begin with
 * {@link cevns.drivers.emulation.EmulatedTraces}, what an emulated board sees at its inputs trigger
 * by trigger, and {@link cevns.drivers.emulation.EmulatedBeam}, the cycles that it and the emulated
 * facility stream agree on. Everything is a function of a seed.
 */
package cevns.drivers.emulation;
