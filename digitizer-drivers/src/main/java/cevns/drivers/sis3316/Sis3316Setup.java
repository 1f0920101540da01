package cevns.drivers.sis3316;

import static cevns.drivers.sis3316.Registers.GROUP_COUNT;
import static cevns.drivers.sis3316.Registers.STATUS;
import static cevns.drivers.sis3316.Registers.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a board up and reads back what it made of its settings (sis3316-udp.md §3.1): take the
 * link's grant, identify, clock, ids, offsets, health, ADC chips, settings.
 */
final class Sis3316Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Sis3316Setup.class);

    private static final int TAP_CALIBRATE = 0xF00;
    private static final int TAP_CLEAR = 0x400;
    private static final int TAP_SELECT = 0x300;
    private static final int GRANT_SETTLE_MS = 50;
    private static final int CLOCK_SETTLE_MS = 10;
    private static final int NEUTRON_GAMMA = 2;
    private static final int HEALTH_POLLS = 10;

    private final Sis3316Options options;
    private final Sis3316Client client;
    private final Acquisition acquisition;
    private final SortedMap<String, String> settings = new TreeMap<>();
    private final SortedMap<Integer, Integer> registers = new TreeMap<>();
    private int module;
    private int serial;
    private int firmware;
    private boolean jumbo;

    Sis3316Setup(Sis3316Options options, Sis3316Client client) {
        this.options = options;
        this.client = client;
        acquisition = new Acquisition(client, options.link().tries());
    }

    /** All of it, with a board that has answered. */
    CompletableFuture<Sis3316Board> configure(int moduleRegister) {
        module = moduleRegister;
        AnalogSetup analog = new AnalogSetup(client, options);
        return grant().thenCompose(done -> identify())
                .thenCompose(done -> acquisition.disarm())
                .thenCompose(done -> clock())
                .thenCompose(done -> analog.offsets())
                .thenCompose(done -> health())
                .thenCompose(done -> analog.chips(Sis3316Board.isFourteenBits(firmware)))
                .thenCompose(done -> settings())
                .thenCompose(done -> frames())
                .thenApply(done -> board());
    }

    private CompletableFuture<Void> grant() {
        return client.writeLink(Registers.ACCESS, Registers.ACCESS_KILL_OTHER)
                .thenCompose(
                        done ->
                                client.writeLink(
                                        Registers.ACCESS,
                                        Registers.ACCESS_REQUEST,
                                        Registers.ACCESS_OWN_GRANT,
                                        Registers.ACCESS_OWN_GRANT))
                .thenCompose(
                        value ->
                                (value & Registers.ACCESS_OWN_GRANT) != 0
                                        ? client.pause(GRANT_SETTLE_MS)
                                        : Steps.refused(
                                                "another interface holds the board (0x%08X)"
                                                        .formatted(value)));
    }

    private CompletableFuture<Void> identify() {
        int[] firmwares = new int[GROUP_COUNT];
        Arrays.setAll(firmwares, group -> base(group) + Registers.FIRMWARE);
        return client.readLink(Registers.HARDWARE)
                .thenAccept(value -> put("link.hardware", value))
                .thenCompose(done -> client.read(Registers.SERIAL))
                .thenAccept(values -> serial = values[0])
                .thenCompose(done -> client.read(firmwares))
                .thenCompose(this::known);
    }

    private CompletableFuture<Void> known(int[] firmwares) {
        firmware = firmwares[0];
        for (int group = 0; group < firmwares.length; group++) {
            put("group" + (group + 1) + ".firmware", firmwares[group]);
            if ((firmwares[group] >>> 8 & 0xFF) == NEUTRON_GAMMA) {
                return Steps.refused("the neutron/gamma firmware is not supported");
            }
        }
        return Steps.nothing();
    }

    private CompletableFuture<Void> clock() {
        Sis3316Options.Clock clock = options.clock();
        boolean internal = clock.source() == 0;
        boolean fourteen = Sis3316Board.isFourteenBits(firmware);
        if (internal && !fourteen && clock.mhz() > 125) {
            return Steps.refused("a 16-bit board does not run at " + clock.mhz() + " MHz");
        }
        int delay = clock.mhz() > 62.5 ? (fourteen ? 0x48 : 0x7F) : fourteen ? 0 : 0x10;
        return client.write(Registers.CLOCK_SOURCE, clock.source())
                .thenCompose(
                        done ->
                                internal
                                        ? new Oscillator(client).set(clock.mhz())
                                        : Steps.nothing())
                .thenCompose(done -> client.pause(CLOCK_SETTLE_MS))
                .thenCompose(
                        done ->
                                Steps.whole(
                                        options.link().tries(),
                                        () -> client.key(Registers.KEY_CLOCK_RESET)))
                .thenCompose(done -> client.pause(CLOCK_SETTLE_MS))
                .thenCompose(done -> taps(TAP_CALIBRATE))
                .thenCompose(done -> client.pause(1))
                .thenCompose(done -> taps(TAP_SELECT + delay))
                .thenCompose(done -> client.pause(1));
    }

    private CompletableFuture<Void> taps(int value) {
        int[] addresses = new int[GROUP_COUNT];
        int[] values = new int[GROUP_COUNT];
        Arrays.setAll(addresses, group -> base(group) + Registers.TAP_DELAY);
        Arrays.fill(values, value);
        return client.write(addresses, values);
    }

    private CompletableFuture<Void> health() {
        return taps(TAP_CLEAR)
                .thenCompose(
                        done -> client.write(Registers.LINK_STATUS, Registers.LINK_STATUS_CLEAR))
                .thenCompose(done -> healthy(HEALTH_POLLS));
    }

    private CompletableFuture<Void> healthy(int left) {
        int[] addresses = new int[GROUP_COUNT + 1];
        Arrays.setAll(addresses, i -> i < GROUP_COUNT ? base(i) + STATUS : Registers.LINK_STATUS);
        return client.read(addresses)
                .thenCompose(
                        values -> {
                            String ill = illness(values);
                            if (ill == null) {
                                return Steps.nothing();
                            }
                            return left == 0
                                    ? Steps.refused(ill)
                                    : client.pause(CLOCK_SETTLE_MS)
                                            .thenCompose(done -> healthy(left - 1));
                        });
    }

    private String illness(int[] values) {
        for (int group = 0; group < GROUP_COUNT; group++) {
            int status = values[group];
            put("group" + (group + 1) + ".status", status);
            boolean good =
                    (status & Registers.STATUS_GOOD) == Registers.STATUS_GOOD
                            && (status & Registers.STATUS_BAD) == 0;
            if (!good) {
                return "status of group %d is 0x%08X".formatted(group + 1, status);
            }
            if ((status & Registers.STATUS_CLOCK) == 0) {
                LOG.warn("{}: clock of group {} is not locked", options.link().host(), group + 1);
            }
        }
        int links = values[GROUP_COUNT];
        put("link.adcStatus", links);
        return links == Registers.LINK_STATUS_HEALTHY
                ? null
                : "status of the links to the ADCs is 0x%08X".formatted(links);
    }

    private CompletableFuture<Void> settings() {
        SortedMap<Integer, Integer> plan = RegisterPlan.of(options);
        List<Map.Entry<Integer, Integer>> all = new ArrayList<>(plan.entrySet());
        List<List<Map.Entry<Integer, Integer>>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += PacketFrame.MOST_REGISTERS) {
            parts.add(all.subList(from, Math.min(all.size(), from + PacketFrame.MOST_REGISTERS)));
        }
        return Steps.each(parts, this::write)
                .thenCompose(done -> Steps.each(parts, this::readBack));
    }

    private CompletableFuture<Void> write(List<Map.Entry<Integer, Integer>> part) {
        return client.write(
                part.stream().mapToInt(Map.Entry::getKey).toArray(),
                part.stream().mapToInt(Map.Entry::getValue).toArray());
    }

    private CompletableFuture<Void> readBack(List<Map.Entry<Integer, Integer>> part) {
        int[] addresses = part.stream().mapToInt(Map.Entry::getKey).toArray();
        return client.read(addresses)
                .thenAccept(
                        values -> {
                            for (int i = 0; i < values.length; i++) {
                                registers.put(addresses[i], values[i]);
                                if (values[i] != part.get(i).getValue()
                                        && addresses[i] != Registers.ACQUISITION) {
                                    LOG.warn(
                                            "{}: register {} reads {}, {} was written",
                                            options.link().host(),
                                            hex(addresses[i]),
                                            hex(values[i]),
                                            hex(part.get(i).getValue()));
                                }
                            }
                        });
    }

    private CompletableFuture<Void> frames() {
        int wanted = options.link().gap() | (options.link().jumbo() ? Registers.UDP_JUMBO : 0);
        return client.writeLink(Registers.UDP_CONFIG, wanted, 0x1F, wanted)
                .thenAccept(
                        value -> {
                            jumbo = (value & Registers.UDP_JUMBO) != 0;
                            put("link.udpConfiguration", value);
                        });
    }

    /** True when the board has agreed to send jumbo frames. */
    boolean isJumbo() {
        return jumbo;
    }

    private Sis3316Board board() {
        boolean fourteen = Sis3316Board.isFourteenBits(firmware);
        List<HitLayout> layouts = new ArrayList<>();
        for (ChannelOptions channel : options.channels()) {
            layouts.add(HitLayout.of(channel.number(), registers, !fourteen));
        }
        registers.forEach((address, value) -> settings.put(hex(address), hex(value)));
        settings.put("clock.mhz", Double.toString(options.clock().mhz()));
        settings.put("link.protocol", client.hasIds() ? "with identifiers" : "without identifiers");
        settings.put("link.jumbo", Boolean.toString(jumbo));
        settings.put("socket.receiveBufferBytes", Integer.toString(client.receiveBufferBytes()));
        settings.put(
                "socket.receiveBufferAskedBytes",
                Integer.toString(options.link().receiveBufferBytes()));
        return new Sis3316Board(
                module, serial, firmware, options.clock().tickFs(), layouts, settings);
    }

    private void put(String name, int value) {
        settings.put(name, hex(value));
    }

    private static String hex(int value) {
        return "0x%08X".formatted(value);
    }
}
