/**
 * CAEN digitizers of the second generation (VX2740, VX2745, VX2730, DT27xx) over Ethernet: scope,
 * individual triggers (DPP-PSD, DPP-PHA, open DPP) and zero-suppressed traces (DPP-ZLE). This
 * package is the driver; what is on the wire is drawn and encoded in {@link
 * cevns.drivers.dig2.wire}, and the other end of it is in {@link cevns.drivers.dig2.emulator}.
 * Begin with {@link cevns.drivers.dig2.Dig2Session}, which is the life of a connection.
 *
 * <p>Data come over TCP, {@link cevns.drivers.dig2.Dig2Decoder} (messages, markers), or over UDP,
 * {@link cevns.drivers.dig2.DatagramDecoder} (datagrams). Their words go to {@link
 * cevns.drivers.dig2.Dig2EventDecoder}, which deals out the events by format:
 *
 * <ul>
 *   <li>{@link cevns.drivers.dig2.ScopeDecoder} (samples per channel) to {@link
 *       cevns.drivers.dig2.ScopeRecorder} (records);
 *   <li>{@link cevns.drivers.dig2.HitDecoder} to {@link cevns.drivers.dig2.DppRecorder};
 *   <li>the same to {@link cevns.drivers.dig2.ZleRecorder}, which rebuilds the traces.
 * </ul>
 */
package cevns.drivers.dig2;
