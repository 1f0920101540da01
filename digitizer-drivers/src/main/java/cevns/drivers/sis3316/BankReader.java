package cevns.drivers.sis3316;

import cevns.daq.record.DeadCause;
import cevns.daq.record.LossCause;
import cevns.daq.record.LossView;
import cevns.daq.record.Quality;
import cevns.daq.record.RecordSink;
import cevns.daq.time.WallClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The readout of a board that takes data: while one bank fills, the other is read.
 *
 * <pre>
 *   ask ── a bank full, or open for long ──► open the other bank ──► wait until the closed one is
 *    ▲                                                                named in every channel
 *    │                                                                        │
 *    └──────────── each channel that has words: copy, ask again, decode ◄─────┘
 * </pre>
 *
 * The hits of a channel are decoded while the board sends those of the next.
 *
 * <p>Data of a channel count only if neither the armed bank nor the channel's address has changed
 * while they were copied: otherwise somebody else has swapped the banks under the reader.
 */
final class BankReader {

    /** Hits decoded between a request and its packets: some more than come with them. */
    private static final int HITS_MEANWHILE = 2;

    private static final int NONE = -1;

    /** How often the channels are asked whether they name the closed bank. */
    private static final int MOST_POLLS = 100;

    /** Of one count of the temperature register [°C]. */
    private static final double DEGREES = 0.25;

    /** The board stores nothing for so long when the banks are swapped [ns]. */
    private static final long SWAP_NS = 2000;

    private static final int ARMED_BITS = Registers.ACQ_ARMED | Registers.ACQ_BANK_2;
    private static final int MOST_ADDRESS_BITS = Registers.ADDRESS_WORDS | Registers.ADDRESS_BANK_2;

    private final Sis3316Options options;
    private final Sis3316Client client;
    private final Acquisition acquisition;
    private final FifoTransfer transfer;
    private final BankDecoder decoder;
    private final RecordSink sink;
    private final WallClock clock;
    private final int[] channels;
    private final int[] addresses;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private int bank;
    private long openedNano = System.nanoTime();
    private int[] stored = new int[0];
    private int next;
    private int decoding = NONE;
    private int decodingWords;
    private boolean isMeasured;
    private long measuredNano;
    private boolean stopping;

    /**
     * @param bank that is open
     */
    BankReader(
            Sis3316Options options,
            Sis3316Client client,
            FifoTransfer transfer,
            BankDecoder decoder,
            RecordSink sink,
            WallClock clock,
            int bank) {
        this.options = options;
        this.client = client;
        this.transfer = transfer;
        this.decoder = decoder;
        this.sink = sink;
        this.clock = clock;
        this.bank = bank;
        acquisition = new Acquisition(client, options.link().tries());
        channels = options.channels().stream().mapToInt(ChannelOptions::number).toArray();
        addresses = new int[channels.length + 1];
        addresses[0] = Registers.ACQUISITION;
        for (int i = 0; i < channels.length; i++) {
            addresses[i + 1] = Registers.previousAddress(channels[i]);
        }
    }

    /** Reads until {@link #stop}; ends with a failure when the board is gone or at rest. */
    CompletableFuture<Void> run() {
        poll();
        return ended;
    }

    /** Closes the bank that is open, reads it and ends. */
    void stop() {
        stopping = true;
    }

    /**
     * Counts what was stored in the closed bank and will not be read.
     *
     * @param cause why not
     */
    void abandon(LossCause cause) {
        finish();
        for (int i = next; i < stored.length; i++) {
            lose(i, cause);
        }
        stored = new int[0];
    }

    private void poll() {
        status().thenCompose(this::look).exceptionally(this::fail);
    }

    private CompletableFuture<Integer> status() {
        long now = System.nanoTime();
        double everyS = options.temperatureS();
        if (everyS == 0 || isMeasured && now - measuredNano < everyS * 1e9) {
            return acquisition.status();
        }
        isMeasured = true;
        measuredNano = now;
        return client.read(Registers.ACQUISITION, Registers.TEMPERATURE)
                .thenApply(
                        values -> {
                            // Ten bits, signed.
                            double degrees = (values[1] << 22 >> 22) * DEGREES;
                            sink.reading(
                                    Sis3316Board.TEMPERATURE, degrees, Quality.GOOD, clock.nowNs());
                            return values[0];
                        });
    }

    private Void fail(Throwable failure) {
        ended.completeExceptionally(Steps.cause(failure));
        return null;
    }

    private CompletableFuture<Void> look(int status) {
        int armed = Acquisition.armedBank(status);
        if (armed < 0) {
            return Steps.refused("the board is not armed any more");
        }
        long openMs = (System.nanoTime() - openedNano) / 1_000_000;
        if (armed != bank) { // a pulse at an input has swapped the banks
            return read(bank, armed);
        } else if (stopping
                || (status & Registers.ACQ_THRESHOLD) != 0
                || openMs >= options.swapMs()) {
            int other = 1 - bank;
            return acquisition.arm(other).thenCompose(done -> read(bank, other));
        }
        client.pause(options.pollMs()).thenAccept(done -> poll());
        return Steps.nothing();
    }

    private CompletableFuture<Void> read(int closed, int opened) {
        bank = opened;
        openedNano = System.nanoTime();
        sink.counters().deadNs[DeadCause.BUSY.ordinal()] += SWAP_NS;
        boolean isLast = stopping;
        return addresses(closed, MOST_POLLS)
                .thenCompose(
                        values -> {
                            stored = values;
                            next = 0;
                            return channels(closed);
                        })
                .thenAccept(
                        done -> {
                            if (isLast) {
                                ended.complete(null);
                            } else {
                                poll();
                            }
                        });
    }

    /** What each channel has stored, when all name the closed bank. */
    private CompletableFuture<int[]> addresses(int closed, int left) {
        return client.read(addresses)
                .thenCompose(
                        values -> {
                            int[] words = new int[channels.length];
                            boolean all = true;
                            for (int i = 0; i < words.length; i++) {
                                words[i] = values[i + 1] & MOST_ADDRESS_BITS;
                                all &= (words[i] & Registers.ADDRESS_BANK_2) >>> 24 == closed;
                            }
                            if (all) {
                                return CompletableFuture.completedFuture(words);
                            }
                            return left > 0
                                    ? addresses(closed, left - 1)
                                    : Steps.refused("the closed bank is not named");
                        });
    }

    private CompletableFuture<Void> channels(int closed) {
        List<Integer> filled = new ArrayList<>();
        for (int i = 0; i < stored.length; i++) {
            if (words(i) > 0) {
                filled.add(i);
            }
        }
        return Steps.each(filled, i -> channel(i, closed))
                .thenAccept(
                        done -> {
                            finish();
                            stored = new int[0];
                        });
    }

    private int words(int i) {
        return stored[i] & Registers.ADDRESS_WORDS;
    }

    private CompletableFuture<Void> channel(int i, int closed) {
        next = i;
        int channel = channels[i];
        return transfer.read(channel, closed, words(i), () -> decoder.go(HITS_MEANWHILE))
                .thenCompose(
                        words ->
                                client.read(addresses[0], addresses[i + 1])
                                        .thenAccept(
                                                now -> {
                                                    next = i + 1;
                                                    finish();
                                                    if (unchanged(now, i)) {
                                                        begin(i, words);
                                                    } else {
                                                        lose(i, LossCause.DEVICE);
                                                    }
                                                }));
    }

    private void begin(int i, ByteBuffer words) {
        decoding = i;
        decodingWords = words(i);
        decoder.begin(channels[i], words, clock.nowNs());
    }

    /** Decodes what is left of the channel before. */
    private void finish() {
        if (decoding == NONE) {
            return;
        }
        decoder.go(Integer.MAX_VALUE);
        int channel = channels[decoding];
        decoding = NONE;
        if (decoder.isFull(channel, decodingWords)) {
            long lastNs = decoder.lastNs();
            sink.loss(
                    LossCause.DEVICE,
                    LossView.UNKNOWN_UNITS,
                    lastNs,
                    Math.max(lastNs, clock.nowNs()));
        }
    }

    private boolean unchanged(int[] now, int i) {
        int armed = Registers.ACQ_ARMED | (bank == 1 ? Registers.ACQ_BANK_2 : 0);
        return (now[0] & ARMED_BITS) == armed && (now[1] & MOST_ADDRESS_BITS) == stored[i];
    }

    private void lose(int i, LossCause cause) {
        int words = words(i);
        if (words > 0) {
            long hits = decoder.hitsIn(channels[i], words);
            sink.loss(cause, hits, decoder.lastNs(), Math.max(decoder.lastNs(), clock.nowNs()));
        }
    }
}
