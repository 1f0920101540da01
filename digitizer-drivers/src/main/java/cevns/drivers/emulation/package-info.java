/**
 * What all emulated detectors share. Begin with {@link cevns.drivers.emulation.EmulatedTraces}:
 * what an emulated board sees at its inputs, trigger by trigger, whatever protocol it then speaks.
 */
package cevns.drivers.emulation;
