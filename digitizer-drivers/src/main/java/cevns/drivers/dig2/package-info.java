/**
 * CAEN digitizers of the second generation (VX2740, VX2745, VX2730, DT27xx) over Ethernet: scope,
 * individual triggers (DPP-PSD, DPP-PHA, open DPP) and zero-suppressed traces (DPP-ZLE). Begin with
 * {@link cevns.drivers.dig2.Dig2Frame}, which draws what is on the wire, then {@link
 * cevns.drivers.dig2.Dig2Session}, which is the life of a connection; {@link
 * cevns.drivers.dig2.Dig2Emulator} is the other end.
 *
 * <p>Data come over TCP, {@link cevns.drivers.dig2.Dig2Decoder} (messages, markers), or over UDP,
 * {@link cevns.drivers.dig2.DatagramDecoder} (datagrams, drawn in {@link
 * cevns.drivers.dig2.DatagramFrame}). Their words go to {@link
 * cevns.drivers.dig2.Dig2EventDecoder}, which deals out the events by format:
 *
 * <ul>
 *   <li>{@link cevns.drivers.dig2.ScopeDecoder} (samples per channel) to {@link
 *       cevns.drivers.dig2.ScopeRecorder} (records);
 *   <li>{@link cevns.drivers.dig2.HitDecoder}, whose layout {@link cevns.drivers.dig2.HitFrame}
 *       draws, to {@link cevns.drivers.dig2.DppRecorder};
 *   <li>the same, with the layout of {@link cevns.drivers.dig2.ZleFrame}, to {@link
 *       cevns.drivers.dig2.ZleRecorder}, which rebuilds the traces.
 * </ul>
 *
 * <p>The emulated board is {@link cevns.drivers.dig2.EmulatedBoard} with its {@link
 * cevns.drivers.dig2.BoardTree}; what it acquires is a {@link cevns.drivers.dig2.BoardReadout}.
 */
package cevns.drivers.dig2;
