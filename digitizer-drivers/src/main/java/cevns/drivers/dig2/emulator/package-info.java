/**
 * The emulated board of the second generation. Begin with {@link
 * cevns.drivers.dig2.emulator.Dig2Emulator}, its servers and its thread; {@link
 * cevns.drivers.dig2.emulator.EmulatedBoard} with its {@link cevns.drivers.dig2.emulator.BoardTree}
 * of parameters is what they serve, and what it acquires is a {@link
 * cevns.drivers.dig2.emulator.BoardReadout}. It knows the wire, and nothing of the driver that
 * reads it.
 */
package cevns.drivers.dig2.emulator;
