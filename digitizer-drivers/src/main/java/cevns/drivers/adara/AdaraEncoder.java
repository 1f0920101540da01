package cevns.drivers.adara;

import static cevns.drivers.adara.AdaraFrame.HEADER_BYTES;
import static cevns.drivers.adara.AdaraFrame.padded;

import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import cevns.drivers.adara.AdaraPacket.ClientHello;
import cevns.drivers.adara.AdaraPacket.DataDone;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.Heartbeat;
import cevns.drivers.adara.AdaraPacket.Monitor;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.RunStatus;
import cevns.drivers.adara.AdaraPacket.Sync;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Packets to bytes; what {@link AdaraPackets} read comes out as it was. */
final class AdaraEncoder {

    private AdaraEncoder() {}

    /**
     * The bytes of a packet.
     *
     * @throws IllegalArgumentException for a packet whose contents are not known
     */
    static byte[] encode(AdaraPacket packet) {
        if (packet instanceof Rtdl rtdl) {
            return rtdl(rtdl);
        }
        if (packet instanceof PulseHeader pulse) {
            return pulse(pulse);
        }
        if (packet instanceof RunStatus status) {
            return runStatus(status);
        }
        if (packet instanceof Heartbeat) {
            return begin(AdaraType.HEARTBEAT, 0, packet.time(), 0).array();
        }
        if (packet instanceof DataDone) {
            return begin(AdaraType.DATA_DONE, 0, packet.time(), 0).array();
        }
        if (packet instanceof ClientHello hello) {
            return hello(hello);
        }
        if (packet instanceof Annotation annotation) {
            return annotation(annotation);
        }
        if (packet instanceof Sync sync) {
            return sync(sync);
        }
        if (packet instanceof BeamlineInfo info) {
            return beamline(info);
        }
        if (packet instanceof DeviceDescriptor device) {
            return device(device);
        }
        if (packet instanceof Variable variable) {
            return variable(variable);
        }
        throw new IllegalArgumentException("contents not known: " + packet);
    }

    private static ByteBuffer begin(AdaraType type, int version, EpicsTime time, int payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(payload)
                .putInt(type.format(version))
                .putInt((int) time.seconds())
                .putInt((int) time.nanoseconds());
    }

    private static byte[] rtdl(Rtdl r) {
        int payload = AdaraType.RTDL.known(r.version());
        ByteBuffer b =
                begin(AdaraType.RTDL, r.version(), r.time(), payload)
                        .putInt(r.dataFlags() << 27 | r.flavor() << 24 | r.charge())
                        .putInt(
                                bit(r.badVeto(), 31)
                                        | bit(r.badCycle(), 30)
                                        | r.timingStatus() << 22
                                        | r.veto() << 10
                                        | r.cycle())
                        .putInt((int) r.intraPulse())
                        .putInt(bit(r.tofCorrected(), 31) | r.tofOffset())
                        .putInt(AdaraFrame.RING_PERIOD_FRAME << 24 | r.ringPeriodPs());
        for (int frame : r.frames()) {
            b.putInt(frame);
        }
        return b.array();
    }

    private static byte[] pulse(PulseHeader p) {
        int payload = AdaraFrame.PULSE_BYTES;
        for (Monitor monitor : p.monitors()) {
            payload += AdaraFrame.SECTION_BYTES + 4 * monitor.events().length;
        }
        ByteBuffer b =
                begin(p.type(), p.version(), p.time(), payload)
                        .putInt((int) p.charge())
                        .putInt((int) p.energyEv())
                        .putInt((int) p.cycle())
                        .putInt(p.veto() << 20 | p.flags());
        for (Monitor m : p.monitors()) {
            b.putInt(m.monitor() << 22 | m.events().length);
            b.putInt((int) m.source()).putInt(bit(m.tofCorrected(), 31) | m.tofOffset());
            for (int event : m.events()) {
                b.putInt(event);
            }
        }
        return b.array();
    }

    private static byte[] runStatus(RunStatus s) {
        int payload = AdaraType.RUN_STATUS.known(s.version());
        ByteBuffer b =
                begin(AdaraType.RUN_STATUS, s.version(), s.time(), payload)
                        .putInt((int) s.run())
                        .putInt((int) s.startSeconds())
                        .putInt(s.fileWord());
        if (s.version() > 0) {
            b.putInt(s.pauseWord()).putInt(s.addendumWord());
        }
        return b.array();
    }

    private static byte[] hello(ClientHello h) {
        int payload = AdaraType.CLIENT_HELLO.known(h.version());
        ByteBuffer b =
                begin(AdaraType.CLIENT_HELLO, h.version(), h.time(), payload)
                        .putInt((int) h.startSeconds());
        if (h.version() > 0) {
            b.putInt((int) h.flags());
        }
        return b.array();
    }

    private static byte[] annotation(Annotation a) {
        byte[] comment = utf8(a.comment());
        return begin(AdaraType.ANNOTATION, 0, a.time(), 8 + padded(comment.length))
                .putInt(bit(a.reset(), 31) | a.kind() << 16 | comment.length)
                .putInt((int) a.scanIndex())
                .put(comment)
                .array();
    }

    private static byte[] sync(Sync s) {
        byte[] comment = utf8(s.comment());
        return begin(AdaraType.SYNC, 0, s.time(), 28 + padded(comment.length))
                .putLong(AdaraFrame.SYNC_SIGNATURE_1)
                .putLong(AdaraFrame.SYNC_SIGNATURE_2)
                .putLong(s.fileOffset())
                .putInt(comment.length)
                .put(comment)
                .array();
    }

    private static byte[] beamline(BeamlineInfo i) {
        byte[] id = utf8(i.id());
        byte[] shortName = utf8(i.shortName());
        byte[] longName = utf8(i.longName());
        int texts = padded(id.length + shortName.length + longName.length);
        return begin(AdaraType.BEAMLINE_INFO, i.version(), i.time(), 4 + texts)
                .putInt(
                        i.targetStation() << 24
                                | id.length << 16
                                | shortName.length << 8
                                | longName.length)
                .put(id)
                .put(shortName)
                .put(longName)
                .array();
    }

    private static byte[] device(DeviceDescriptor d) {
        byte[] xml = utf8(d.xml());
        return begin(AdaraType.DEVICE_DESCRIPTOR, 0, d.time(), 8 + padded(xml.length))
                .putInt((int) d.device())
                .putInt(xml.length)
                .put(xml)
                .array();
    }

    private static byte[] variable(Variable v) {
        ByteBuffer b =
                begin(v.type(), 0, v.time(), v.type().known(0))
                        .putInt((int) v.device())
                        .putInt((int) v.variable())
                        .putInt(v.status() << 16 | v.severity());
        if (v.type() == AdaraType.VARIABLE_U32) {
            b.putInt((int) (long) v.value());
        } else {
            b.putDouble(v.value());
        }
        return b.array();
    }

    private static int bit(boolean set, int number) {
        return set ? 1 << number : 0;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
