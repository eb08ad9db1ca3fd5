/** Rights the till asks about; the server decides, this only hides what would be refused. */
export const SELL = 'sales.read_till'
