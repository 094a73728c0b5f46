SELECT MOD(auction, 100) AS `key`, COUNT(*) AS bids, SUM(price) AS total, window_start, window_end
FROM TABLE(HOP(TABLE bid, DESCRIPTOR(dateTime), INTERVAL '1' SECOND, INTERVAL '60' SECOND))
GROUP BY MOD(auction, 100), window_start, window_end
