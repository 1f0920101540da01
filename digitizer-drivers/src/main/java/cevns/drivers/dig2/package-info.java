/**
 * CAEN digitizers of the second generation (VX2740, VX2745, VX2730, DT27xx) over Ethernet, scope
 * firmware and individual triggers (DPP-PSD, DPP-PHA, open DPP). Begin with {@link
 * cevns.drivers.dig2.Dig2Frame}, which draws what is on the wire, then {@link
 * cevns.drivers.dig2.Dig2Session}, which is the life of a connection; {@link
 * cevns.drivers.dig2.Dig2Emulator} is the other end.
 *
 * <p>Data go {@code TcpLink} → {@link cevns.drivers.dig2.Dig2Decoder} (messages, markers) → {@link
 * cevns.drivers.dig2.Dig2EventDecoder} (events by format) → {@link cevns.drivers.dig2.ScopeDecoder}
 * (samples per channel) → {@link cevns.drivers.dig2.ScopeRecorder} (records); of individual
 * triggers {@link cevns.drivers.dig2.HitDecoder}, whose layout {@link cevns.drivers.dig2.HitFrame}
 * draws, → {@link cevns.drivers.dig2.DppRecorder}.
 */
package cevns.drivers.dig2;
