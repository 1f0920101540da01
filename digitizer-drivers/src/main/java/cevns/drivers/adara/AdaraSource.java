package cevns.drivers.adara;

import cevns.daq.record.FrameFault;
import cevns.daq.record.RecordSink;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.daq.time.WallClock;
import cevns.drivers.adara.AdaraPacket.Annotation;
import cevns.drivers.adara.AdaraPacket.BeamlineInfo;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Refused;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.RunStatus;
import cevns.drivers.adara.AdaraPacket.Skipped;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the packets of one stream tell a run, from a socket or from a file: pulses, readings, and
 * what the source is.
 */
final class AdaraSource implements Consumer<AdaraPacket> {

    /** The remark with which an emulator says what it is. */
    static final String SIMULATED = "SIMULATED";

    private static final Logger LOG = LoggerFactory.getLogger(AdaraSource.class);
    private static final String UNKNOWN = "unknown";

    private final String name;
    private final RecordSink sink;
    private final PulseAssembler pulses;
    private final AdaraIdentity identity;
    private final AdaraVariables variables = new AdaraVariables();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long records;
    private long rtdls;
    private String alarm = "";

    /** Variables without a descriptor have come since the last information. */
    private boolean newVariables;

    /**
     * Makes a source before its first packet.
     *
     * @param beganNs as {@link PulseAssembler} takes it
     */
    AdaraSource(String name, AdaraOptions options, RecordSink sink, WallClock clock, long beganNs) {
        this.name = name;
        this.sink = sink;
        pulses = new PulseAssembler(options.association(), sink, clock, beganNs);
        identity = new AdaraIdentity(name, options);
    }

    /** Says what the source is, as far as it is known: at the begin and after each reconnect. */
    void inform() {
        newVariables = false;
        sink.info(identity.info(variables.infos()));
    }

    /** What pulses are made by, to tell of holes and of what was asked for. */
    PulseAssembler pulses() {
        return pulses;
    }

    /** Ends the stream, as {@link PulseAssembler#finish} does. */
    void finish(long nowNs) {
        informOfVariables();
        pulses.finish(nowNs);
    }

    /** Packets that were sound, of whatever type. */
    long records() {
        return records;
    }

    /** RTDL packets, whatever became of them. */
    long rtdls() {
        return rtdls;
    }

    /** Sound packets by the name of their type. */
    SortedMap<String, Long> counts() {
        return counts;
    }

    /** What is wrong with the data, for people; empty when all is well. */
    String alarm() {
        return alarm;
    }

    @Override
    public void accept(AdaraPacket packet) {
        if (packet instanceof Refused refused) {
            refuse(refused);
            return;
        }
        if (packet instanceof Rtdl rtdl) {
            count(AdaraType.RTDL);
            rtdls++;
            informOfVariables();
            pulses.on(rtdl);
            watch();
        } else if (packet instanceof PulseHeader header) {
            count(header.type());
            pulses.on(header);
        } else if (packet instanceof Variable variable) {
            count(variable.type());
            read(variable);
        } else if (packet instanceof Skipped skipped) {
            skip(skipped);
        } else {
            learn(packet);
        }
    }

    private void learn(AdaraPacket packet) {
        boolean changed = false;
        if (packet instanceof BeamlineInfo info) {
            count(AdaraType.BEAMLINE_INFO);
            changed = identity.beamline(info);
        } else if (packet instanceof Annotation annotation) {
            count(AdaraType.ANNOTATION);
            changed = annotation.comment().startsWith(SIMULATED) && identity.simulated();
        } else if (packet instanceof RunStatus status) {
            count(AdaraType.RUN_STATUS);
            changed = identity.run(status.run());
        } else if (packet instanceof DeviceDescriptor descriptor) {
            count(AdaraType.DEVICE_DESCRIPTOR);
            changed = describe(descriptor);
        } else if (packet instanceof AdaraPacket.Heartbeat) {
            count(AdaraType.HEARTBEAT);
        } else if (packet instanceof AdaraPacket.DataDone) {
            count(AdaraType.DATA_DONE);
        } else if (packet instanceof AdaraPacket.Sync) {
            count(AdaraType.SYNC);
        } else {
            count(AdaraType.CLIENT_HELLO);
        }
        if (changed) {
            inform();
        }
    }

    // Not with each value: the first of a thousand variables would bring a thousand lists.
    private void informOfVariables() {
        if (newVariables) {
            inform();
        }
    }

    private boolean describe(DeviceDescriptor descriptor) {
        List<ChannelInfo> before = variables.infos();
        try {
            variables.describe(descriptor);
        } catch (XMLStreamException e) {
            sink.counters().refuse(FrameFault.VALUE);
            LOG.warn("{}: descriptor of device {}: {}", name, descriptor.device(), e.getMessage());
        }
        return !variables.infos().equals(before);
    }

    private void read(Variable variable) {
        if (pulses.isCatchingUp() && variables.isKnown(variable)) {
            return;
        }
        int known = variables.size();
        int channel = variables.channel(variable);
        if (channel < 0) {
            sink.counters().refuse(FrameFault.VALUE);
            return;
        }
        newVariables |= variables.size() > known;
        long timeNs = variable.time().unixNs();
        variables.told(variable);
        sink.reading(
                channel,
                variable.value(),
                AdaraVariables.quality(variable.status(), variable.severity()),
                timeNs);
    }

    private void skip(Skipped skipped) {
        if (skipped.type() == null) {
            counts.merge(UNKNOWN, 1L, Long::sum);
            records++;
            sink.counters().refuse(FrameFault.UNKNOWN_TYPE);
        } else {
            count(skipped.type());
        }
    }

    private void refuse(Refused refused) {
        sink.counters().refuse(refused.fault());
        if (refused.type() == AdaraType.RTDL) {
            pulses.damagedPulse();
        }
        LOG.debug("{}: {}", name, refused.why());
    }

    private void watch() {
        String now = pulses.alarm();
        if (!now.equals(alarm)) {
            alarm = now;
            LOG.warn("{}: {}", name, now.isEmpty() ? "the empty cycle is where it belongs" : now);
        }
    }

    private void count(AdaraType type) {
        records++;
        counts.merge(type.label, 1L, Long::sum);
    }
}
