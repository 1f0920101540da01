/**
 * The bridge frame: a protocol of our own for boards whose link layer is closed. A small program
 * beside the board, with the vendor's library, ships what a block transfer returned over TCP. Read
 * {@link cevns.drivers.bridge.BridgeFrame} first.
 */
package cevns.drivers.bridge;
