package cevns.drivers.adara;

import cevns.daq.record.Quality;
import cevns.daq.record.SourceInfo.ChannelInfo;
import cevns.drivers.adara.AdaraPacket.DeviceDescriptor;
import cevns.drivers.adara.AdaraPacket.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * The slow-control variables of the stream as channels: numbered from 0 in the order in which they
 * were first heard of, by a descriptor or by a value.
 */
final class AdaraVariables {

    /** More than this are not told apart. */
    static final int MAX_CHANNELS = 4096;

    /** Status 0…21 have a meaning; 0xFFFE and 0xFFFF too. */
    private static final int LAST_STATUS = 21;

    private static final int UPSTREAM_DISCONNECTED = 0xFFFE;
    private static final int NOT_REPORTED = 0xFFFF;

    private record Key(long device, long variable) {}

    private static final class Channel {
        final int number;
        String name;
        String unit = "";
        long lastNs = Long.MIN_VALUE;

        Channel(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    private final Map<Key, Channel> channels = new LinkedHashMap<>();

    /**
     * Learns names and units.
     *
     * @throws XMLStreamException if the descriptor is no plain XML
     */
    void describe(DeviceDescriptor descriptor) throws XMLStreamException {
        for (DeviceXml.ProcessVariable variable : DeviceXml.read(descriptor.xml())) {
            Channel channel = channel(new Key(descriptor.device(), variable.id()));
            if (channel != null) {
                channel.name = variable.name();
                channel.unit = variable.unit();
            }
        }
    }

    /** Number of the value's channel, a new one if need be; −1 when there are too many. */
    int channel(Variable value) {
        Channel channel = channel(new Key(value.device(), value.variable()));
        return channel == null ? -1 : channel.number;
    }

    /** True when a value is no newer than the last one of its channel: told before. */
    boolean isKnown(Variable value) {
        Channel channel = channels.get(new Key(value.device(), value.variable()));
        return channel != null && value.time().unixNs() <= channel.lastNs;
    }

    /** Says that a value has been told. */
    void told(Variable value) {
        channels.get(new Key(value.device(), value.variable())).lastNs = value.time().unixNs();
    }

    /** How many there are. */
    int size() {
        return channels.size();
    }

    /** The channels, for the source's information. */
    List<ChannelInfo> infos() {
        List<ChannelInfo> infos = new ArrayList<>();
        for (Channel channel : channels.values()) {
            infos.add(new ChannelInfo(channel.number, channel.name, channel.unit));
        }
        return infos;
    }

    /** EPICS status and severity as our quality. */
    static Quality quality(int status, int severity) {
        if (status == UPSTREAM_DISCONNECTED) {
            return Quality.INVALID;
        }
        if (status > LAST_STATUS && status != NOT_REPORTED) {
            return Quality.UNKNOWN;
        }
        return switch (severity) {
            case 0 -> Quality.GOOD;
            case 1 -> Quality.MINOR;
            case 2 -> Quality.MAJOR;
            case 3 -> Quality.INVALID;
            default -> Quality.UNKNOWN;
        };
    }

    private Channel channel(Key key) {
        Channel channel = channels.get(key);
        if (channel == null && channels.size() < MAX_CHANNELS) {
            String name = "device " + key.device() + " variable " + key.variable();
            channel = new Channel(channels.size(), name);
            channels.put(key, channel);
        }
        return channel;
    }
}
