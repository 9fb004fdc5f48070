// The articles of a shop, by their numbers.

export interface Article {
  readonly number: string;
  readonly title: string;
  readonly tags: readonly string[];
}

export function byNumber(articles: readonly Article[]): Record<string, Article> {
  return articles.reduce<Record<string, Article>>((index, article) => ({ ...index, [article.number]: article }), {});
}

export function titles(articles: readonly Article[]): string[] {
  let all: string[] = [];
  for (const article of articles) {
    all = [...all, article.title];
  }
  return all;
}
