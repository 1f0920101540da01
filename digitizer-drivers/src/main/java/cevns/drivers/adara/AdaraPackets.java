package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.FORMAT;
import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.NANOSECONDS;
import static cevns.drivers.adara.AdaraFrame.SECONDS;

import cevns.daq.record.FrameFault;
import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.adara.AdaraPacket.DataDone;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.Heartbeat;
import cevns.drivers.adara.AdaraPacket.Monitor;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Refused;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.RunStatus;
import cevns.drivers.adara.AdaraPacket.Skipped;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One packet, from bytes that are all there. Every length inside a payload is checked against the
 * payload before anything is made of it.
 */
final class AdaraPackets {

    private AdaraPackets() {}

    /**
     * Reads a packet.
     *
     * @param b little-endian; from {@code at} on it holds the header and what {@link
     *     AdaraType#kept} of the payload
     * @param payload length of the payload on the wire [bytes]
     */
    static AdaraPacket read(ByteBuffer b, int at, int payload) {
        int format = b.getInt(at + FORMAT);
        EpicsTime time = time(b, at);
        AdaraType type = AdaraType.ofFormat(format);
        if (type == null || !type.isRead()) {
            return new Skipped(type, format, time, payload);
        }
        int version = format & 0xFF;
        if (!type.allows(version, payload)) {
            String why =
                    String.format(
                            "%s version %d has %d bytes of payload where %d belong",
                            type.label, version, payload, type.known(version));
            return new Refused(type, time, FrameFault.LENGTH, why);
        }
        return read(
                type, Math.min(version, type.version), time, b, at, at + HEADER_BYTES + payload);
    }

    /** Time of the header at this place. */
    static EpicsTime time(ByteBuffer b, int at) {
        return new EpicsTime(u32(b, at + SECONDS), u32(b, at + NANOSECONDS));
    }

    private static AdaraPacket read(
            AdaraType type, int version, EpicsTime time, ByteBuffer b, int at, int end) {
        int body = at + HEADER_BYTES;
        return switch (type) {
            case RTDL -> rtdl(version, time, b, at);
            case BANKED_EVENTS, BANKED_POLARISED -> pulse(type, version, time, b, at, List.of());
            case BEAM_MONITOR -> monitors(version, time, b, at, end);
            case RUN_STATUS -> runStatus(version, time, b, body);
            case CLIENT_HELLO ->
                    new ClientHello(
                            version, time, u32(b, body), version == 0 ? 0 : u32(b, body + 4));
            case ANNOTATION -> annotation(time, b, body, end);
            case SYNC -> sync(time, b, body, end);
            case HEARTBEAT -> new Heartbeat(time);
            case DATA_DONE -> new DataDone(time);
            case BEAMLINE_INFO -> beamline(version, time, b, body, end);
            case DEVICE_DESCRIPTOR -> device(time, b, body, end);
            case VARIABLE_U32, VARIABLE_DOUBLE -> variable(type, time, b, body);
            default -> throw new IllegalStateException(type + " is read, but not here");
        };
    }

    private static AdaraPacket rtdl(int version, EpicsTime time, ByteBuffer b, int at) {
        int charge = b.getInt(at + AdaraFrame.RTDL_CHARGE);
        int cycle = b.getInt(at + AdaraFrame.RTDL_CYCLE);
        int tof = b.getInt(at + AdaraFrame.RTDL_TOF);
        int ring = b.getInt(at + AdaraFrame.RTDL_RING);
        if (ring >>> 24 != AdaraFrame.RING_PERIOD_FRAME) {
            String why = String.format("RTDL without ring period: frame word 0x%08x", ring);
            return new Refused(AdaraType.RTDL, time, FrameFault.VALUE, why);
        }
        int[] frames = new int[AdaraFrame.RTDL_FRAME_COUNT];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = b.getInt(at + AdaraFrame.RTDL_FRAMES + 4 * i);
        }
        return new Rtdl(
                version,
                time,
                version == 0 ? 0 : charge >>> 27,
                charge >>> 24 & 7,
                charge & AdaraFrame.MAX_CHARGE,
                cycle < 0,
                (cycle & 1 << 30) != 0,
                cycle >>> 22 & 0xFF,
                cycle >>> 10 & 0xFFF,
                cycle & 0x3FF,
                u32(b, at + AdaraFrame.RTDL_INTRA_PULSE),
                tof < 0,
                tof & Integer.MAX_VALUE,
                ring & 0xFFFFFF,
                frames);
    }

    private static AdaraPacket monitors(
            int version, EpicsTime time, ByteBuffer b, int at, int end) {
        List<Monitor> monitors = new ArrayList<>();
        int section = at + AdaraFrame.PULSE_SECTIONS;
        while (section < end) {
            if (end - section < AdaraFrame.SECTION_BYTES) {
                return cut(AdaraType.BEAM_MONITOR, time, "a section of " + (end - section));
            }
            int word = b.getInt(section);
            int count = word & 0x3FFFFF;
            int events = section + AdaraFrame.SECTION_BYTES;
            if (count > (end - events) / 4) {
                return cut(AdaraType.BEAM_MONITOR, time, count + " events in " + (end - events));
            }
            int[] words = new int[count];
            for (int i = 0; i < count; i++) {
                words[i] = b.getInt(events + 4 * i);
            }
            int tof = b.getInt(section + 8);
            monitors.add(
                    new Monitor(
                            word >>> 22,
                            u32(b, section + 4),
                            tof < 0,
                            tof & Integer.MAX_VALUE,
                            words));
            section = events + 4 * count;
        }
        return pulse(AdaraType.BEAM_MONITOR, version, time, b, at, List.copyOf(monitors));
    }

    private static PulseHeader pulse(
            AdaraType type,
            int version,
            EpicsTime time,
            ByteBuffer b,
            int at,
            List<Monitor> monitors) {
        int word = b.getInt(at + AdaraFrame.PULSE_FLAGS);
        boolean hasVeto = version > 0;
        return new PulseHeader(
                type,
                version,
                time,
                u32(b, at + AdaraFrame.PULSE_CHARGE),
                u32(b, at + AdaraFrame.PULSE_ENERGY),
                u32(b, at + AdaraFrame.PULSE_CYCLE),
                hasVeto ? word >>> 20 : 0,
                hasVeto ? word & 0xFFFFF : word,
                monitors);
    }

    private static RunStatus runStatus(int version, EpicsTime time, ByteBuffer b, int body) {
        return new RunStatus(
                version,
                time,
                u32(b, body),
                u32(b, body + 4),
                b.getInt(body + 8),
                version == 0 ? 0 : b.getInt(body + 12),
                version == 0 ? 0 : b.getInt(body + 16));
    }

    private static AdaraPacket annotation(EpicsTime time, ByteBuffer b, int body, int end) {
        int word = b.getInt(body);
        int length = word & 0xFFFF;
        if (length > end - body - 8) {
            return cut(AdaraType.ANNOTATION, time, length + " of text in " + (end - body - 8));
        }
        String comment = text(b, body + 8, length);
        return new Annotation(time, word < 0, word >>> 16 & 0x7FFF, u32(b, body + 4), comment);
    }

    private static AdaraPacket sync(EpicsTime time, ByteBuffer b, int body, int end) {
        if (b.getLong(body) != AdaraFrame.SYNC_SIGNATURE_1
                || b.getLong(body + 8) != AdaraFrame.SYNC_SIGNATURE_2) {
            String why = "synchronisation without its signature";
            return new Refused(AdaraType.SYNC, time, FrameFault.FRAMING, why);
        }
        long length = u32(b, body + 24);
        if (length > end - body - 28) {
            return cut(AdaraType.SYNC, time, length + " of text in " + (end - body - 28));
        }
        return new Sync(time, b.getLong(body + 16), text(b, body + 28, (int) length));
    }

    private static AdaraPacket beamline(
            int version, EpicsTime time, ByteBuffer b, int body, int end) {
        int word = b.getInt(body);
        int id = word >>> 16 & 0xFF;
        int shortName = word >>> 8 & 0xFF;
        int longName = word & 0xFF;
        int texts = body + 4;
        if (id + shortName + longName > end - texts) {
            return cut(AdaraType.BEAMLINE_INFO, time, "names longer than " + (end - texts));
        }
        return new BeamlineInfo(
                version,
                time,
                word >>> 24,
                text(b, texts, id),
                text(b, texts + id, shortName),
                text(b, texts + id + shortName, longName));
    }

    private static AdaraPacket device(EpicsTime time, ByteBuffer b, int body, int end) {
        long length = u32(b, body + 4);
        if (length > end - body - 8) {
            return cut(
                    AdaraType.DEVICE_DESCRIPTOR, time, length + " of XML in " + (end - body - 8));
        }
        return new DeviceDescriptor(time, u32(b, body), text(b, body + 8, (int) length));
    }

    private static Variable variable(AdaraType type, EpicsTime time, ByteBuffer b, int body) {
        int word = b.getInt(body + 8);
        return new Variable(
                type,
                time,
                u32(b, body),
                u32(b, body + 4),
                word >>> 16,
                word & 0xFFFF,
                type == AdaraType.VARIABLE_U32 ? u32(b, body + 12) : b.getDouble(body + 12));
    }

    private static Refused cut(AdaraType type, EpicsTime time, String what) {
        return new Refused(type, time, FrameFault.LENGTH, type.label + ": " + what + " bytes");
    }

    private static String text(ByteBuffer b, int at, int length) {
        byte[] bytes = new byte[length];
        b.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static long u32(ByteBuffer b, int at) {
        return b.getInt(at) & 0xFFFFFFFFL;
    }
}
