/**
 * What both ends of a connection to a board of the second generation agree on. Begin with {@link
 * cevns.drivers.dig2.wire.Dig2Frame}, which draws commands, messages and scope events; {@link
 * cevns.drivers.dig2.wire.HitFrame} draws hits, {@link cevns.drivers.dig2.wire.ZleFrame}
 * zero-suppressed traces, {@link cevns.drivers.dig2.wire.DatagramFrame} data over UDP. Beside them
 * stand the encoders, {@link cevns.drivers.dig2.wire.CommandJson} for commands and answers, and
 * {@link cevns.drivers.dig2.wire.Firmware}, what a board is loaded with. It knows neither driver
 * nor emulator.
 */
package cevns.drivers.dig2.wire;
