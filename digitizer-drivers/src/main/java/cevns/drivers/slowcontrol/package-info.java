/**
 * Slow control: high voltage, temperatures, pressures, a compressor, the time of GPS, read over
 * serial lines or serial device servers (protocols/serial-slow-control.md). Begin with {@link
 * cevns.drivers.slowcontrol.Instrument}, what a driver knows of its kind of instrument; {@link
 * cevns.drivers.slowcontrol.Dialogue} is how it asks, {@link
 * cevns.drivers.slowcontrol.SlowControlDriver} what makes readings and a ledger of it, {@link
 * cevns.drivers.slowcontrol.EmulatedInstrument} the other side. Each package below is one kind. All
 * drivers only read: none changes a voltage, a set point or a compressor.
 */
package cevns.drivers.slowcontrol;
