/**
 * Struck SIS3316 over UDP, and files of its hits. Begin with {@link
 * cevns.drivers.sis3316.PacketFrame}, which draws what is on the wire, and {@link
 * cevns.drivers.sis3316.Sis3316Frame}, which draws a hit; then {@link
 * cevns.drivers.sis3316.Sis3316Connection}, which is the life of a connection. {@link
 * cevns.drivers.sis3316.Sis3316Emulator} is the other end.
 *
 * <p>Data go {@code UdpLink} → {@link cevns.drivers.sis3316.Sis3316Client} (one question at a time)
 * → {@link cevns.drivers.sis3316.FifoTransfer} (what is missing is asked for anew) → {@link
 * cevns.drivers.sis3316.BankReader} (bank by bank) → {@link cevns.drivers.sis3316.BankDecoder} (hit
 * by hit) → {@link cevns.drivers.sis3316.Sis3316Decoder} (records).
 */
package cevns.drivers.sis3316;
